import { type ChangeEvent, useRef, useState } from 'react';
import { type MessageKey, useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';
import { writeTexts } from '../commands/write-texts.ts';
import { useEditing, useFlow } from '../draft/use-draft.tsx';
import type { TextRow } from './flow-texts.ts';
import { csvOf, LARGEST_FILE, taken, translationsIn } from './trade.ts';

/** Texts out to translators and back again, as a table or in the format of their tools. */
export function TradeBar({ rows }: { rows: readonly TextRow[] }) {
  const { t, nameOf, number } = useMessages();
  const { draft, mayWrite } = useEditing();
  const flow = useFlow();
  const { languages } = flow;
  const file = useRef<HTMLInputElement>(null);
  const [target, setTarget] = useState<string>();
  const [told, setTold] = useState('');
  const [refused, setRefused] = useState('');
  const into = target !== undefined && languages.includes(target) ? target : (languages[1] ?? languages[0]!);

  const takeIn = async (event: ChangeEvent<HTMLInputElement>) => {
    const [given] = event.target.files ?? [];
    event.target.value = '';
    if (!given) return;
    setTold('');
    setRefused('');
    if (given.size > LARGEST_FILE) return setRefused(t('texts.refused.large'));
    try {
      const text = await given.text();
      const translations = text.trimStart().startsWith('<')
        ? (await import('./xliff.ts')).fromXliff(text)
        : translationsIn(text);
      const { texts, unknown } = taken(translations, rows, draft.read());
      if (texts.length > 0) draft.do(writeTexts, { texts });
      setTold(t('texts.taken', { count: texts.length, unknown: number(unknown) }));
    } catch (error) {
      const { fault = 'table' } = error as { fault?: string };
      setRefused(t(`texts.refused.${fault}` as MessageKey));
    }
  };
  return (
    <div className="trade-bar">
      <Button onClick={() => download(csvOf(rows, languages), `${flow.id}.csv`, 'text/csv')}>
        {t('texts.exportCsv')}
      </Button>
      <div className="trade-pair">
        <select
          className="select"
          aria-label={t('texts.target')}
          value={into}
          onChange={(event) => setTarget(event.target.value)}
        >
          {languages.slice(languages.length > 1 ? 1 : 0).map((one) => (
            <option key={one} value={one}>
              {nameOf(one)}
            </option>
          ))}
        </select>
        <Button
          onClick={() =>
            void import('./xliff.ts').then(({ toXliff }) =>
              download(
                toXliff(flow, rows, languages[0]!, into),
                `${flow.id}.${into}.xlf`,
                'application/xliff+xml',
              ),
            )
          }
        >
          {t('texts.exportXliff')}
        </Button>
      </div>
      {mayWrite && (
        <>
          <input
            ref={file}
            type="file"
            hidden
            accept=".csv,.xlf,.xliff,text/csv,application/xliff+xml"
            onChange={(event) => void takeIn(event)}
          />
          <Button onClick={() => file.current?.click()}>{t('texts.import')}</Button>
        </>
      )}
      <output className="small soft">{told}</output>
      {refused !== '' && (
        <p role="alert" className="refusal">
          {refused}
        </p>
      )}
    </div>
  );
}

function download(text: string, name: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
