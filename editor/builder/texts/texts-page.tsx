import { useMemo, useState } from 'react';
import { registry } from '../../../nodes/index.ts';
import { type MessageKey, useMessages } from '../../messages/index.tsx';
import { Tick } from '../../ui/choice.tsx';
import { useFlow } from '../draft/use-draft.tsx';
import { isMissing, textsOf } from './flow-texts.ts';
import { GraphProof } from './graph-proof.tsx';
import { TextCell } from './text-cell.tsx';
import { TradeBar } from './trade-bar.tsx';
import '../variables/variables.css';
import './texts.css';

/** Everything the flow says, in a table with a column per language. */
export default function TextsPage({ flowId, latest }: { flowId: string; latest: number | null }) {
  const { t, number, nameOf, language } = useMessages();
  const flow = useFlow();
  const [wanted, setWanted] = useState('');
  const [onlyMissing, setOnlyMissing] = useState(false);
  const rows = useMemo(() => textsOf(flow, registry, language), [flow, language]);
  const { languages } = flow;
  const needed = rows.filter(({ channel }) => channel === undefined);
  const writtenIn = (one: string) => needed.filter((row) => !isMissing(row, one)).length;
  const needle = wanted.trim().toLocaleLowerCase();
  const shown = rows.filter(
    (row) =>
      (needle === '' ||
        [row.title, row.field, ...Object.values(row.words)].some((text) =>
          text.toLocaleLowerCase().includes(needle),
        )) &&
      (!onlyMissing || languages.some((one) => isMissing(row, one))),
  );
  return (
    <div className="builder-page">
      <div className="builder-page-head">
        <div>
          <h2>{t('texts.title')}</h2>
          <p className="soft">{t('texts.hint')}</p>
        </div>
        <TradeBar rows={rows} />
      </div>
      <GraphProof flowId={flowId} latest={latest} />
      <div className="texts-search">
        <input
          type="search"
          className="cell"
          aria-label={t('texts.search')}
          placeholder={t('texts.search')}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
        <Tick
          label={t('texts.onlyMissing')}
          checked={onlyMissing}
          onChange={(event) => setOnlyMissing(event.target.checked)}
        />
        <output className="small soft">
          {t('texts.shown', { count: number(shown.length), all: rows.length })}
        </output>
      </div>
      <div className="table-place">
        <table className="table texts-table">
          <thead>
            <tr>
              <th scope="col">{t('texts.place')}</th>
              {languages.map((one) => (
                <th key={one} scope="col">
                  {nameOf(one)}{' '}
                  <span className={writtenIn(one) < needed.length ? 'refusal' : 'soft'}>
                    {t('texts.complete', { written: number(writtenIn(one)), all: number(needed.length) })}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  <bdi>{row.title}</bdi>
                  <span className="small soft">{row.field || t('flow.apology')}</span>
                  {row.channel && <span className="chip">{t(`channel.${row.channel}` as MessageKey)}</span>}
                </th>
                {languages.map((one) => (
                  <td key={one}>
                    <TextCell row={row} language={one} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
