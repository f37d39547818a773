import { type FormEvent, useState } from 'react';
import { possibleIn } from '../../../runtime/simulated-world/index.ts';
import { useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import type { Parts } from '../parts.ts';
import { localOf, momentOf } from './zoned.ts';

const HOUR = 3_600_000;
/** Stretches of time that are let pass with one press. */
const STRETCHES = [
  { name: 'minute', ms: 60_000 },
  { name: 'hour', ms: HOUR },
  { name: 'day', ms: 24 * HOUR },
  { name: 'week', ms: 7 * 24 * HOUR },
] as const;

/** The clock of the world: time passes when somebody says so, and then at once. */
export function Clock({ simulation, played, world }: Parts) {
  const { t, language } = useMessages();
  const { zone } = played.playable.machine;
  const [local, setLocal] = useState<string>();
  const [refused, setRefused] = useState(false);
  const written = new Intl.DateTimeFormat(language, {
    dateStyle: 'full',
    timeStyle: 'medium',
    timeZone: zone,
  });
  const { next } = possibleIn(world);
  const shown = local ?? localOf(world.at, zone);
  const isBefore = world.snapshot === null;
  const jump = (event: FormEvent) => {
    event.preventDefault();
    const at = momentOf(shown, zone);
    const isPast = at === undefined || (!isBefore && at < world.at);
    setRefused(isPast);
    if (isPast) return;
    setLocal(undefined);
    if (isBefore) simulation.change({ at });
    else simulation.do({ type: 'timePasses', ms: at - world.at });
  };
  return (
    <section>
      <h3>{t('simulator.clock')}</h3>
      <p>
        <time dateTime={new Date(world.at).toISOString()}>{written.format(world.at)}</time>{' '}
        <bdi className="small soft">{zone}</bdi>
      </p>
      <form className="world-row" onSubmit={jump}>
        <Field
          type="datetime-local"
          label={t('simulator.jumpTo')}
          value={shown}
          onChange={({ target }) => setLocal(target.value)}
        />
        <Button type="submit">{t('simulator.jump')}</Button>
      </form>
      {refused && (
        <p className="refusal" role="alert">
          {t('simulator.notBack')}
        </p>
      )}
      {!isBefore && (
        <div className="world-row">
          <Button
            disabled={next === null}
            onClick={() =>
              next !== null && simulation.do({ type: 'timePasses', ms: Math.max(0, next - world.at) })
            }
          >
            {next === null
              ? t('simulator.noTimer')
              : t('simulator.nextTimer', { when: written.format(next) })}
          </Button>
          {STRETCHES.map(({ name, ms }) => (
            <Button key={name} onClick={() => simulation.do({ type: 'timePasses', ms })}>
              {t(`simulator.pass.${name}`)}
            </Button>
          ))}
        </div>
      )}
    </section>
  );
}
