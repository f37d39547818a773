import type { Trace } from '../../../runtime/engine/index.ts';
import type { Turn } from '../../../runtime/simulated-world/index.ts';
import { useMessages } from '../../messages/index.tsx';
import type { Parts } from '../parts.ts';
import { type Step, wayTo } from '../walks.ts';
import { gist } from './gist.ts';
import { Variables } from './variables.tsx';
import './story.css';

/** Every step of the branch that is shown, with each event and each effect; and the variables where one is. */
export function StoryPage(parts: Parts) {
  const { t } = useMessages();
  const { simulation, played } = parts;
  const { walks } = played;
  const way = wayTo(walks, walks.tip);
  return (
    <div className="story">
      <Variables {...parts} />
      <section>
        <h3>{t('simulator.steps')}</h3>
        <ol className="story-steps">
          {way.map((index) => (
            <li key={index} aria-current={index === walks.here ? 'step' : undefined}>
              <button type="button" className="story-step" onClick={() => simulation.goTo(index)}>
                <StepName step={walks.steps[index]!} />
              </button>
              <Turns {...parts} step={walks.steps[index]!} before={walks.steps[index]!.parent} />
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}

function StepName({ step: { deed } }: { step: Step }) {
  const { t } = useMessages();
  if (!deed) return <strong>{t('simulator.deed.begins')}</strong>;
  return (
    <>
      <strong>{t(`simulator.deed.${deed.type}`)}</strong> <bdi className="small">{gist(deed)}</bdi>
    </>
  );
}

function Turns({
  simulation,
  step,
  before,
  played,
  onShow,
}: Parts & { step: Step; before: number | undefined }) {
  const { t, language } = useMessages();
  const { walks, playable } = played;
  const known = before === undefined ? 0 : walks.steps[before]!.world.story.length;
  const turns: readonly Turn[] = step.world.story.slice(known);
  const { zone: timeZone } = playable.machine;
  const clock = new Intl.DateTimeFormat(language, { timeStyle: 'medium', timeZone });
  const nameOf = ({ flow, version, node }: Trace) =>
    (simulation.drawingOf(flow, version) ?? playable.flow).nodes[node]?.name ?? node;
  return (
    <ul className="story-turns">
      {turns.map(({ event, effects, trace, failure }) => (
        <li key={event.seq}>
          <p className="small">
            <time dateTime={new Date(event.at).toISOString()}>{clock.format(event.at)}</time>{' '}
            {t(`simulator.event.${event.type}`)} <bdi className="soft">{gist(event)}</bdi>
          </p>
          {failure && <p className="refusal small">{`${failure.code}: ${failure.message}`}</p>}
          <ul>
            {trace.map(({ exit, ...place }, at) => (
              // The same node may come twice; nothing is put between.
              <li key={`${place.node} ${at}`} className="small">
                <button
                  type="button"
                  className="simulator-link"
                  onClick={() => onShow(place.node, { flow: place.flow, version: place.version })}
                >
                  <bdi>{nameOf(place)}</bdi>
                </button>
                {exit !== undefined && <code> → {exit}</code>}
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
    </ul>
  );
}
