import type { Contact, TranscriptLine } from '../api.ts';
import { type Messages, useMessages } from '../messages/index.tsx';

/** What was said, from top to bottom. Words of customers are text, whatever they look like. */
export function Transcript({ lines, contact }: { lines: TranscriptLine[]; contact: Contact }) {
  const { t, clock, moment } = useMessages();
  if (lines.length === 0) return <p className="notice">{t('contacts.silent')}</p>;
  return (
    <ol className="transcript">
      {lines.map((line, index) => (
        // A step may say several things; lines are never put between others.
        <li key={`${line.seq}/${index}`} className="line" data-by={isEvent(line) ? 'event' : line.by}>
          {isEvent(line) ? (
            <p>
              <bdi>{eventText(line, contact, t)}</bdi>
            </p>
          ) : (
            <>
              <p className="line-by small soft">
                {t(`contacts.by.${line.by}`)}
                {line.kind in HOW && <> · {t(HOW[line.kind as keyof typeof HOW])}</>}
              </p>
              <p className="line-text" dir="auto">
                {line.masked ? <em>{t('contacts.masked')}</em> : line.text}
              </p>
            </>
          )}
          <time className="small soft" dateTime={new Date(line.at).toISOString()} title={moment(line.at)}>
            {clock(line.at)}
          </time>
        </li>
      ))}
    </ol>
  );
}

/** How a customer said something, where that is not simply by writing. */
const HOW = {
  dtmf: 'contacts.how.dtmf',
  speech: 'contacts.how.speech',
  choice: 'contacts.how.choice',
} as const;

/** Nobody's words: something happened. The first words of a customer are words. */
const isEvent = ({ kind, text }: TranscriptLine): boolean =>
  kind === 'left' || kind === 'ended' || kind === 'moved' || (kind === 'opened' && text === '');

function eventText({ kind, text }: TranscriptLine, contact: Contact, t: Messages['t']): string {
  switch (kind) {
    case 'opened':
      return t('contacts.line.opened');
    case 'left':
      return t('contacts.line.left');
    case 'moved':
      return t('contacts.line.moved', {
        node: contact.places.find(({ node }) => node === text)?.name ?? text,
      });
    default:
      return t('contacts.line.ended', { reason: text });
  }
}
