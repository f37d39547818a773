import { useEffect, useRef } from 'react';
import { type CodeCompletion, codeCompletionAt, type InputMember } from '../template/code-completion.ts';
import { type Completion, completionAt, type Known } from '../template/completion.ts';
import { looks, monaco } from './monaco.ts';

interface TextEditorProps {
  label: string;
  language: 'javascript' | 'liquid';
  value: string;
  /** What a template may name. */
  known?: Known | undefined;
  /** What code may read of its input. */
  members?: readonly InputMember[] | undefined;
  isReadOnly: boolean;
  onChange: (text: string) => void;
}

/** Code, or a long template, with colours and completion. */
export default function TextEditor(props: TextEditorProps) {
  const { label, language, value, known, members, isReadOnly, onChange } = props;
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
  // Apart from the editor: they may come when somebody is writing already.
  useEffect(() => {
    if (!members) return undefined;
    const completing = monaco.languages.registerCompletionItemProvider('javascript', {
      triggerCharacters: ['.'],
      provideCompletionItems: (asked, position) => {
        const found = codeCompletionAt(asked.getValue(), asked.getOffsetAt(position), members);
        return { suggestions: found ? membersOf(found, asked) : [] };
      },
    });
    return () => completing.dispose();
  }, [members]);
  // Not a field the canvas knows: without this word it takes the space bar for its own.
  return <div ref={place} className="json-view nokey" dir="ltr" />;
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

function membersOf({ from, to, members }: CodeCompletion, model: monaco.editor.ITextModel) {
  const range = monaco.Range.fromPositions(model.getPositionAt(from), model.getPositionAt(to));
  const { Variable } = monaco.languages.CompletionItemKind;
  return members.map(({ name, type }) => ({
    label: name,
    detail: type,
    insertText: name,
    kind: Variable,
    range,
  }));
}
