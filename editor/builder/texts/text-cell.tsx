import { direction } from '../../../runtime/engine/index.ts';
import { useMessages } from '../../messages/index.tsx';
import { writeTexts } from '../commands/write-texts.ts';
import { useEditing } from '../draft/use-draft.tsx';
import { isMissing, type TextRow } from './flow-texts.ts';

/** One text in one language, written in place. The last words of a text stay: without any, the flow would do something else. */
export function TextCell({ row, language }: { row: TextRow; language: string }) {
  const { t, nameOf } = useMessages();
  const { draft, mayWrite } = useEditing();
  const { path, channel, words, title, field } = row;
  const text = words[language] ?? '';
  const isLast = Object.keys(words).length === 1 && text !== '';
  const write = (to: string) => {
    if (to === '' && isLast) return;
    const one = { path, language, text: to, ...(channel === undefined ? {} : { channel }) };
    draft.do(writeTexts, { texts: [one] }, `${row.id} ${language}`);
  };
  return (
    <textarea
      className="cell"
      rows={Math.min(6, Math.max(1, Math.ceil(text.length / 38)))}
      lang={language}
      dir={direction(language)}
      aria-label={t('texts.cell', {
        node: title,
        field: field || t('flow.apology'),
        language: nameOf(language),
      })}
      placeholder={t(channel === undefined ? 'texts.missing' : 'texts.asElsewhere')}
      readOnly={!mayWrite}
      data-missing={isMissing(row, language) || undefined}
      value={text}
      onChange={(event) => write(event.target.value)}
    />
  );
}
