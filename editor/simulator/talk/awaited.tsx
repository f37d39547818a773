import type { EffectType, Value } from '../../../runtime/engine/index.ts';
import { possibleIn } from '../../../runtime/simulated-world/index.ts';
import { useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';
import type { Deed } from '../deed.ts';
import type { Parts } from '../parts.ts';

type Outcome = Extract<Deed, { type: 'answers' }>['outcome'];
type Answer = { text: AnswerText; outcome: Outcome };
type AnswerText =
  | 'completed'
  | 'busy'
  | 'noAnswer'
  | 'dialFailed'
  | 'ok'
  | 'notFound'
  | 'serverError'
  | 'unreachable'
  | 'refused';

const comes = (result: { [name: string]: Value }): Outcome => ({ result });
const fails = (kind: 'temporary' | 'unavailable' | 'refused', code: string): Outcome => ({
  failure: { kind, code },
});
const http = (status: number): Outcome => comes({ status, ok: status < 300, body: null, headers: {} });

/** How what is awaited can come back; anything else is set up beforehand, in the world. */
const ANSWERS: { [type in EffectType]?: readonly Answer[] } = {
  'channel.dial': [
    { text: 'completed', outcome: comes({ status: 'completed' }) },
    { text: 'busy', outcome: comes({ status: 'busy' }) },
    { text: 'noAnswer', outcome: comes({ status: 'noAnswer' }) },
    { text: 'dialFailed', outcome: comes({ status: 'failed' }) },
  ],
  'http.request': [
    { text: 'ok', outcome: http(200) },
    { text: 'notFound', outcome: http(404) },
    { text: 'serverError', outcome: http(500) },
    { text: 'unreachable', outcome: fails('unavailable', 'http.unreachable') },
  ],
  'script.run': [
    { text: 'ok', outcome: comes({ output: {} }) },
    { text: 'refused', outcome: fails('refused', 'script.error') },
  ],
};

/** What the contact waits for, and the ways it can come back. */
export function Awaited({ simulation, played, world, onShow }: Parts) {
  const { t } = useMessages();
  const { isBusy } = played;
  const { awaits } = possibleIn(world);
  if (!awaits) return null;
  const { node, effect, isReal } = awaits;
  const place = world.snapshot?.frames.at(-1);
  const drawing = (place && simulation.drawingOf(place.flow, place.version)) ?? played.playable.flow;
  const name = drawing.nodes[node]?.name ?? node;
  return (
    <section className="talk-awaited" aria-label={t('simulator.awaited', { node: name })}>
      <p className="small">
        {t('simulator.awaited', { node: name })}{' '}
        <button type="button" className="simulator-link" onClick={() => onShow(node, place)}>
          {t('simulator.show')}
        </button>
      </p>
      <div className="talk-buttons">
        {ANSWERS[effect.type]?.map(({ text, outcome }) => (
          <Button key={text} disabled={isBusy} onClick={() => simulation.do({ type: 'answers', outcome })}>
            {t(`simulator.answer.${text}`)}
          </Button>
        ))}
        {effect.type === 'http.request' && simulation.mayCall && (
          <Button disabled={isBusy} onClick={simulation.call}>
            {t('simulator.answer.real')}
          </Button>
        )}
      </div>
      <output className="small soft">
        {isBusy && effect.type === 'http.request' && t('simulator.asking', { host: hostOf(effect.url) })}
        {!isBusy && isReal && simulation.mayCall && t('simulator.notAsked')}
      </output>
    </section>
  );
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);
