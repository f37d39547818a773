import { useEffect, useRef } from 'react';
import * as monaco from 'monaco-editor/editor';
// All of them: picked one by one, the bundler leaves out services that others among them ask for later.
import 'monaco-editor/features/register.all';
import 'monaco-editor/languages/features/json/register';
// oxlint-disable-next-line import/default -- Vite makes it
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
// oxlint-disable-next-line import/default -- Vite makes it
import JsonWorker from 'monaco-editor/language/json/json.worker?worker';
import { isDark } from '../../ui/theme.ts';

// Monaco looks for this on the page's global object.
self.MonacoEnvironment = {
  getWorker: (_id, label) => (label === 'json' ? new JsonWorker() : new EditorWorker()),
};

/** JSON to read, with folding and search. Loaded when somebody wants to see it: Monaco is as large as all the rest. */
export default function JsonView({ json, label }: { json: unknown; label: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return;
    const editor = monaco.editor.create(place.current, {
      value: JSON.stringify(json, null, 2),
      language: 'json',
      theme: isDark() ? 'vs-dark' : 'vs',
      ariaLabel: label,
      readOnly: true,
      domReadOnly: true,
      automaticLayout: true,
      fontSize: 13,
      minimap: { enabled: false },
      scrollBeyondLastLine: false,
      renderLineHighlight: 'none',
      padding: { top: 12, bottom: 12 },
    });
    return () => {
      editor.getModel()?.dispose();
      editor.dispose();
    };
  }, [json, label]);
  return <div ref={place} className="json-view" dir="ltr" />;
}
