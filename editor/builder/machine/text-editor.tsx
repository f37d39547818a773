import { useEffect, useRef } from 'react';
import { type Completion, completionAt, type Known } from '../template/completion.ts';
import { looks, monaco } from './monaco.ts';

interface TextEditorProps {
  label: string;
  language: 'javascript' | 'liquid';
  value: string;
  /** What a template may name. */
  known?: Known | undefined;
  isReadOnly: boolean;
  onChange: (text: string) => void;
}

/** Code, or a long template, with colours and completion. */
export default function TextEditor({ label, language, value, known, isReadOnly, onChange }: TextEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const begun = useRef(value);
  const told = useRef(onChange);
  useEffect(() => {
    told.current = onChange;
  });
  useEffect(() => {
    if (!place.current) return;
    const model = monaco.editor.createModel(begun.current, language);
    const editor = monaco.editor.create(place.current, {
      ...looks(label),
      model,
      readOnly: isReadOnly,
      wordWrap: 'on',
    });
    const listening = model.onDidChangeContent(() => told.current(model.getValue()));
    const completing =
      known &&
      monaco.languages.registerCompletionItemProvider('liquid', {
        triggerCharacters: ['{', '|', ' '],
        provideCompletionItems: (asked, position) => {
          const found = completionAt(asked.getValue(), asked.getOffsetAt(position), known);
          return { suggestions: found ? suggestionsOf(found, asked) : [] };
        },
      });
    editor.focus();
    return () => {
      completing?.dispose();
      listening.dispose();
      model.dispose();
      editor.dispose();
    };
  }, [label, language, known, isReadOnly]);
  return <div ref={place} className="json-view" dir="ltr" />;
}

function suggestionsOf({ from, to, kind, options }: Completion, model: monaco.editor.ITextModel) {
  const range = monaco.Range.fromPositions(model.getPositionAt(from), model.getPositionAt(to));
  const { Variable, Function: Filter } = monaco.languages.CompletionItemKind;
  return options.map((option) => ({
    label: option,
    insertText: option,
    kind: kind === 'filter' ? Filter : Variable,
    range,
  }));
}
