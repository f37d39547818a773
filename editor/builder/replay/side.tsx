import { useEffect, useRef } from 'react';
import { asText, MASKED } from '../../../runtime/engine/index.ts';
import type { Recorded } from '../../../runtime/simulated-world/index.ts';
import { useMessages } from '../../messages/index.tsx';
import { shownLines } from '../../simulator/shown-lines.ts';
import { gist } from '../../simulator/story/gist.ts';
import { ShownLine } from '../../simulator/talk/shown-line.tsx';
import type { Place } from './clause.ts';
import { variablesAt } from './drawn-at.ts';
import '../../simulator/story/story.css';
import '../../simulator/talk/talk.css';

/** What a replay shows beside the canvas. */
export interface SideProps {
  /** Every step that is known. */
  steps: readonly Recorded[];
  /** Position of the step that is shown. */
  at: number;
  onGo: (position: number) => void;
  onShow: (place: Place, seq: number) => void;
  nameOf: (place: Place) => string;
}

/** The conversation so far, as the customer saw it. */
export function Talk({ steps, at }: SideProps) {
  const { t } = useMessages();
  const end = useRef<HTMLDivElement>(null);
  const story = steps.slice(0, at + 1);
  const snapshot = story.at(-1)?.snapshot;
  const lines = snapshot ? shownLines({ story, snapshot }) : [];
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  return (
    // A long conversation is scrolled by key too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="talk-window replay-talk" role="log" tabIndex={0} aria-label={t('replay.replayTalk')}>
      {lines.map((line) =>
        line.text.includes(MASKED) && line.by === 'customer' ? (
          <p key={line.key} className="talk-event small soft">
            {t('contacts.masked')}
          </p>
        ) : (
          <ShownLine key={line.key} line={line} reason={snapshot?.ended?.reason} />
        ),
      )}
      {lines.length === 0 && <p className="soft small">{t('contacts.silent')}</p>}
      <div ref={end} />
    </div>
  );
}

/** What the running flow knows after the step that is shown, and since when. */
export function Known({ steps, at }: SideProps) {
  const { t, number } = useMessages();
  const variables = variablesAt(steps.slice(0, at + 1));
  if (variables.length === 0) return <p className="soft small">{t('replay.noVariables')}</p>;
  return (
    <dl className="replay-variables">
      {variables.map(({ name, value, history }) => (
        <div key={name}>
          <dt>
            <code>{name}</code>
          </dt>
          <dd>
            <bdi>{asText(value) || '–'}</bdi>
            {history.length > 1 && (
              <ol className="small soft">
                {history.map((one) => (
                  <li key={one.seq}>
                    {t('simulator.atStep', { step: number(one.seq) })} <bdi>{asText(one.value) || '–'}</bdi>
                  </li>
                ))}
              </ol>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Every event, where it led and what was done for it; the one that is shown is marked. */
export function Events({ steps, at, onGo, onShow, nameOf }: SideProps) {
  const { t, number, clock } = useMessages();
  return (
    <ol className="story-steps replay-events">
      {steps.map(({ event, effects, trace, failure, status }, position) => (
        <li key={event.seq} aria-current={position === at ? 'step' : undefined}>
          <button type="button" className="story-step" onClick={() => onGo(position)}>
            <span className="small soft">{number(event.seq)}</span>{' '}
            <strong>{t(`simulator.event.${event.type}`)}</strong> <bdi className="small">{gist(event)}</bdi>{' '}
            <time className="small soft" dateTime={new Date(event.at).toISOString()}>
              {clock(event.at)}
            </time>
          </button>
          {status === 'ignored' && <span className="chip">{t('contacts.ignored')}</span>}
          {failure && <p className="refusal small">{`${failure.code}: ${failure.message}`}</p>}
          <ul className="story-turns">
            {trace.map((one, index) => (
              // The same node may come twice; nothing is put between.
              <li key={`${one.node} ${index}`} className="small">
                <button type="button" className="simulator-link" onClick={() => onShow(one, event.seq)}>
                  <bdi>{nameOf(one)}</bdi>
                </button>
                {one.exit !== undefined && <code> → {one.exit}</code>}
              </li>
            ))}
            {effects.map((effect) => (
              <li key={effect.id} className="small">
                {t(`simulator.effect.${effect.type}`)} <bdi className="soft">{gist(effect)}</bdi>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
