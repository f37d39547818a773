import type { Recorded } from '../../../runtime/simulated-world/index.ts';
import { useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { type Playback, SPEEDS } from './use-playback.ts';

/** Plays, pauses, goes step by step, and to any step. */
export function Transport({ steps, playback }: { steps: readonly Recorded[]; playback: Playback }) {
  const { t, number, clock } = useMessages();
  const { at, isPlaying, speed, setSpeed, goTo, toggle } = playback;
  const end = steps.length - 1;
  const event = steps[at]?.event;
  const where = t('simulator.stepOf', { step: number(at + 1), count: number(steps.length) });
  return (
    <fieldset className="transport" aria-label={t('replay.transport')}>
      <Button main disabled={end < 1} onClick={toggle}>
        {t(isPlaying ? 'replay.pause' : 'replay.play')}
      </Button>
      <Button icon aria-label={t('simulator.back')} disabled={at <= 0} onClick={() => goTo(at - 1)}>
        <span aria-hidden="true" className="scrubber-arrow">
          ‹
        </span>
      </Button>
      <input
        type="range"
        min={0}
        max={Math.max(end, 0)}
        value={at}
        disabled={end < 1}
        aria-label={t('simulator.step')}
        aria-valuetext={event ? `${where}: ${t(`simulator.event.${event.type}`)}` : where}
        onChange={({ target }) => goTo(Number(target.value))}
      />
      <Button icon aria-label={t('simulator.forth')} disabled={at >= end} onClick={() => goTo(at + 1)}>
        <span aria-hidden="true" className="scrubber-arrow">
          ›
        </span>
      </Button>
      <span className="small soft transport-where">
        {where}
        {event && ` · ${clock(event.at)}`}
      </span>
      <Choice
        label={t('replay.speed')}
        value={String(speed)}
        onChange={({ target }) => setSpeed(Number(target.value))}
        options={SPEEDS.map((one) => ({
          value: String(one),
          text: t('replay.times', { speed: number(one) }),
        }))}
      />
    </fieldset>
  );
}
