import { useEffect, useRef } from 'react';
import { describe, looks, monaco } from './monaco.ts';

interface JsonEditorProps {
  label: string;
  /** What is there now. It is shown anew when it changes, unless somebody has begun to write. */
  value: unknown;
  /** Tells editors on one page apart. */
  name: string;
  schema: object | undefined;
  isReadOnly: boolean;
  /** What is written, while it differs from what is there; else nothing. */
  onChange: (text: string) => void;
}

/** JSON to write, with completion from its schema. */
export default function JsonEditor({ label, value, name, schema, isReadOnly, onChange }: JsonEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<monaco.editor.IStandaloneCodeEditor>(undefined);
  const shown = useRef('');
  const told = useRef(onChange);
  useEffect(() => {
    told.current = onChange;
  });

  useEffect(() => {
    if (!place.current) return;
    const uri = `inmemory://patchbay/${name}.json`;
    describe(uri, schema);
    const model = monaco.editor.createModel('', 'json', monaco.Uri.parse(uri));
    const made = monaco.editor.create(place.current, { ...looks(label), model, readOnly: isReadOnly });
    editor.current = made;
    const listening = model.onDidChangeContent(() => {
      const text = model.getValue();
      told.current(text === shown.current ? '' : text);
    });
    return () => {
      describe(uri, undefined);
      listening.dispose();
      model.dispose();
      made.dispose();
    };
  }, [label, name, schema, isReadOnly]);

  useEffect(() => {
    const model = editor.current?.getModel();
    const text = JSON.stringify(value, null, 2);
    if (!model || text === model.getValue()) {
      shown.current = text;
      told.current('');
      return;
    }
    const isUntouched = model.getValue() === shown.current || shown.current === '';
    shown.current = text;
    if (isUntouched) model.setValue(text);
  }, [value, label, name, schema, isReadOnly]);
  // Not a field the canvas knows: without this word it takes the space bar for its own.
  return <div ref={place} className="json-view nokey" dir="ltr" />;
}
