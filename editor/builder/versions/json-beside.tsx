import { useEffect, useRef } from 'react';
import * as monaco from 'monaco-editor/editor';
import '../machine/json-view.tsx';
import { isDark } from '../../ui/theme.ts';

/** Two documents as JSON, side by side. Loaded when somebody wants to see it. */
export default function JsonBeside(props: { before: unknown; after: unknown; label: string }) {
  const { before, after, label } = props;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return;
    const editor = monaco.editor.createDiffEditor(place.current, {
      theme: isDark() ? 'vs-dark' : 'vs',
      ariaLabel: label,
      readOnly: true,
      domReadOnly: true,
      automaticLayout: true,
      fontSize: 13,
      minimap: { enabled: false },
      scrollBeyondLastLine: false,
      hideUnchangedRegions: { enabled: true },
    });
    const model = (value: unknown) => monaco.editor.createModel(JSON.stringify(value, null, 2), 'json');
    const [original, modified] = [model(before), model(after)];
    editor.setModel({ original, modified });
    return () => {
      editor.dispose();
      original.dispose();
      modified.dispose();
    };
  }, [before, after, label]);
  return <div ref={place} className="json-view" dir="ltr" />;
}
