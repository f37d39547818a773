import { useEffect, useRef } from 'react';
import * as monaco from 'monaco-editor/editor';
import '../machine/json-view.tsx';
import { isDark } from '../../ui/theme.ts';

/** The colours of Monaco, but for those that cannot be read on the ground of a change. */
const LIGHT = 'patchbay-beside';
const DARK = 'patchbay-beside-dark';
monaco.editor.defineTheme(LIGHT, {
  base: 'vs',
  inherit: true,
  rules: [
    { token: 'string.key.json', foreground: '7a0d0d' },
    { token: 'string.value.json', foreground: '03396c' },
    { token: 'keyword', foreground: '0000b3' },
    { token: 'number', foreground: '064a30' },
  ],
  colors: {},
});
monaco.editor.defineTheme(DARK, {
  base: 'vs-dark',
  inherit: true,
  rules: [
    { token: 'string.value.json', foreground: 'ffd9c2' },
    { token: 'keyword', foreground: 'a9d2f5' },
    { token: 'number', foreground: 'dcf2d2' },
  ],
  colors: {},
});

/** Two documents as JSON, side by side. Loaded when somebody wants to see it. */
export default function JsonBeside(props: {
  before: unknown;
  after: unknown;
  labels: { before: string; after: string };
}) {
  const { before, after, labels } = props;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return;
    const editor = monaco.editor.createDiffEditor(place.current, {
      theme: isDark() ? DARK : LIGHT,
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
    editor.getOriginalEditor().updateOptions({ ariaLabel: labels.before });
    editor.getModifiedEditor().updateOptions({ ariaLabel: labels.after });
    return () => {
      editor.dispose();
      original.dispose();
      modified.dispose();
    };
  }, [before, after, labels.before, labels.after]);
  return <div ref={place} className="json-view" dir="ltr" />;
}
