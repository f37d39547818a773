import { useId, useState } from 'react';
import { direction } from '../../../runtime/engine/index.ts';
import { useFlow } from '../draft/use-draft.tsx';
import { useMessages } from '../../messages/index.tsx';
import { useInspecting, useProblem, useWords } from '../inspector/inspecting.tsx';
import type { Path } from '../inspector/walk.ts';
import { LanguageTabs } from './language-tabs.tsx';
import { FieldNotes } from './written-field.tsx';

/** Words in each language, with commas between them. */
export function WordsField({ path, value }: { path: Path; value: { [language: string]: string[] } }) {
  const { t, nameOf } = useMessages();
  const id = useId();
  const { languages } = useFlow();
  const { language, change, refusal } = useInspecting();
  const { title, help } = useWords(path);
  const found = useProblem([...path, language]);
  // While one writes, a comma at the end must not vanish because no word follows yet.
  const [writing, setWriting] = useState<{ language: string; text: string }>();
  const words = value[language] ?? [];
  const isWriting = writing?.language === language;
  const at = [...path, language];
  const problem = isWriting ? refusal(at, wordsIn(writing.text)) : found;
  const write = (text: string) => {
    setWriting({ language, text });
    const to = wordsIn(text);
    if (refusal(at, to) === undefined) change(at, to, true);
  };
  return (
    <div className="field inspector-texts" data-field={path.join('.')}>
      <div className="inspector-texts-bar">
        <label htmlFor={id}>{title}</label>
        <LanguageTabs
          label={title}
          languages={languages}
          isWritten={(one) => (value[one] ?? []).length > 0}
        />
      </div>
      <input
        id={id}
        lang={language}
        dir={direction(language)}
        aria-label={t('inspector.in', { field: title, language: nameOf(language) })}
        aria-invalid={problem === undefined ? undefined : true}
        aria-describedby={problem === undefined ? undefined : `${id}-problem`}
        placeholder={t('inspector.wordsHint')}
        value={isWriting ? writing.text : words.join(', ')}
        onChange={(event) => write(event.target.value)}
        onBlur={() => problem === undefined && setWriting(undefined)}
      />
      <FieldNotes id={id} problem={problem} help={help} />
    </div>
  );
}

function wordsIn(text: string): string[] | undefined {
  const words = text
    .split(/[,،]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');
  return words.length === 0 ? undefined : words;
}
