import { useEffect } from 'react';
import { api } from '../../api.ts';
import { useMessages } from '../../messages/index.tsx';
import { useLoaded } from '../../ui/use-loaded.ts';
import { outsideOf } from '../outside-of.ts';
import type { Parts } from '../parts.ts';
import { originOf } from '../walks.ts';
import { CalendarSwitch } from './calendar-switch.tsx';
import { Clock } from './clock.tsx';
import { Customer } from './customer.tsx';
import { StandIns } from './stand-ins.tsx';
import './world.css';

/** What stands around the contact: time, calendars, who answers and how, and who the customer is. */
export function WorldPage(parts: Parts) {
  const { t } = useMessages();
  const { simulation, played } = parts;
  const { machine } = played.playable;
  const calendars = new Set(
    [machine, ...played.called.map((one) => one.machine)].flatMap((one) => outsideOf(one).calendars),
  );
  const origin = originOf(played.walks);
  // What is called from here asks others, too.
  useEffect(() => simulation.reach(), [simulation, machine]);
  const names = useCalendarNames();
  return (
    <div className="world">
      <Clock {...parts} />
      {calendars.size > 0 && (
        <section>
          <h3>{t('simulator.calendars')}</h3>
          {[...calendars].map((id) => (
            <CalendarSwitch key={id} {...parts} id={id} name={names.get(id) ?? id} />
          ))}
        </section>
      )}
      <StandIns {...parts} />
      <Customer key={JSON.stringify([origin.customer, origin.seed])} {...parts} />
    </div>
  );
}

/** Names of calendars by id; none before they are here, and for whoever may not read them. */
function useCalendarNames(): ReadonlyMap<string, string> {
  const [loaded] = useLoaded(api.calendars, 'calendars');
  return new Map(loaded && 'value' in loaded ? loaded.value.map(({ id, name }) => [id, name]) : []);
}
