import { useEffect, useRef } from 'react';
import { looks, monaco } from './monaco.ts';

/** JSON to read, with folding and search. Loaded when somebody wants to see it: Monaco is as large as all the rest. */
export default function JsonView({ json, label }: { json: unknown; label: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return;
    const editor = monaco.editor.create(place.current, {
      ...looks(label),
      value: JSON.stringify(json, null, 2),
      language: 'json',
      readOnly: true,
      domReadOnly: true,
    });
    return () => {
      editor.getModel()?.dispose();
      editor.dispose();
    };
  }, [json, label]);
  return <div ref={place} className="json-view" dir="ltr" />;
}
