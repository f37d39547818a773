import { Fragment } from 'react';
import { type Messages, useMessages } from '../../messages/index.tsx';
import { isolated } from '../../messages/isolated.ts';
import { type Clause, type Place, sentencesOf } from './clause.ts';

interface WhyProps {
  clauses: readonly Clause[];
  nameOf: (place: Place) => string;
  /** Leads to a step, and to the node on the canvas. */
  onShow: (clause: Clause) => void;
}

/** Why a contact ended where it did, in sentences; each part leads to its step and its node. */
export function Why({ clauses, nameOf, onShow }: WhyProps) {
  const { t } = useMessages();
  if (clauses.length === 0) return null;
  return (
    <section className="replay-why" aria-label={t('replay.why')}>
      <p>
        {sentencesOf(clauses).map((sentence) => (
          <Fragment key={sentence[0]!.seq + sentence[0]!.key}>
            <Sentence clauses={sentence} nameOf={nameOf} onShow={onShow} />{' '}
          </Fragment>
        ))}
      </p>
    </section>
  );
}

function Sentence({ clauses, nameOf, onShow }: WhyProps) {
  const messages = useMessages();
  const { t, language } = messages;
  const link = (clause: Clause) => (
    <button type="button" className="simulator-link" onClick={() => onShow(clause)}>
      {clauseText(clause, nameOf, messages)}
    </button>
  );
  const [first] = clauses;
  if (first?.by === 'other') return link(first);
  const [before = '', after = ''] = t('replay.customer').split('{clauses}');
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  return (
    <>
      {before}
      {list.formatToParts(clauses.map((_clause, index) => String(index))).map(({ type, value }, index) => (
        // Parts have no other identity than their place.
        <Fragment key={index}>{type === 'literal' ? value : link(clauses[Number(value)]!)}</Fragment>
      ))}
      {after}
    </>
  );
}

/** A clause in words. */
function clauseText(
  clause: Clause,
  nameOf: WhyProps['nameOf'],
  { t, number, moment, language }: Messages,
): string {
  const { place, text, count, ms, at } = clause;
  const told = {
    node: place ? isolated(nameOf(place), t('language.direction')) : '',
    text:
      clause.key === 'came' ? t(`channel.${text as 'voice'}`) : isolated(text ?? '', t('language.direction')),
    ...(count === undefined ? {} : { count: number(count) }),
    ...(ms === undefined ? {} : { lasted: lasted(ms, language) }),
    ...(at === undefined ? {} : { when: moment(at) }),
  };
  return clause.by === 'customer' ? t(`replay.did.${clause.key}`, told) : t(`replay.was.${clause.key}`, told);
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** A stretch of time in its largest unit, as the language writes it. */
function lasted(ms: number, language: string): string {
  const [unit, size] = UNITS.find(([, one]) => ms >= 2 * one) ?? UNITS[3];
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: 0,
  }).format(ms / size);
}
