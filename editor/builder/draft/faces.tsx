import type { CSSProperties } from 'react';
import { useMessages } from '../../messages/index.tsx';
import type { Person } from './draft.ts';
import { useOfDraft } from './use-draft.tsx';

/** More than these are told as a number. */
const MOST = 5;

/** Colours of somebody, on both grounds. */
export const hueOf = ({ hue }: Pick<Person, 'hue'>): CSSProperties =>
  ({ '--person': `light-dark(hsl(${hue} 62% 36%), hsl(${hue} 70% 76%))` }) as CSSProperties;

/** Who else has the draft open. */
export function Faces() {
  const { t, number } = useMessages();
  const people = useOfDraft((draft) => draft.people());
  if (people.length === 0) return null;
  return (
    <ul className="faces" aria-label={t('draft.people')}>
      {people.slice(0, MOST).map((person) => (
        <li key={person.id} className="face" style={hueOf(person)} title={person.name}>
          <span aria-hidden="true">{initials(person.name)}</span>
          <span className="unseen">{person.name}</span>
        </li>
      ))}
      {people.length > MOST && <li className="small soft">+{number(people.length - MOST)}</li>}
    </ul>
  );
}

const LETTERS = new Intl.Segmenter();

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => [...LETTERS.segment(word)][0]?.segment.toLocaleUpperCase() ?? '')
    .join('');
