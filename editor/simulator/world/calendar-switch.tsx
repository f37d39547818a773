import type { SimulatedWorld } from '../../../runtime/simulated-world/index.ts';
import { useMessages } from '../../messages/index.tsx';
import { Choice, Tick } from '../../ui/choice.tsx';
import type { Parts } from '../parts.ts';

type Override = NonNullable<SimulatedWorld['setting']['calendars']>[string];

const STATUSES = ['open', 'closed', 'holiday'] as const;

/** What one calendar says, whatever the clock says, and its switch for emergencies. */
export function CalendarSwitch({ simulation, world, id, name }: Parts & { id: string; name: string }) {
  const { t } = useMessages();
  const override = world.setting.calendars?.[id];
  const status = typeof override === 'string' ? override : 'kept';
  const set = (to: Override) => simulation.do({ type: 'changes', setting: { calendars: { [id]: to } } });
  const isEmergency = typeof override === 'object' && 'emergency' in override && override.emergency.on;
  return (
    <div className="world-row">
      <Choice
        label={t('simulator.calendar', { name })}
        value={status}
        onChange={({ target }) =>
          set(STATUSES.find((one) => one === target.value) ?? { emergency: { on: false } })
        }
        options={[
          { value: 'kept', text: t('simulator.calendar.kept') },
          ...STATUSES.map((one) => ({ value: one, text: t(`simulator.calendar.${one}`) })),
        ]}
      />
      <Tick
        label={t('simulator.emergency', { name })}
        checked={isEmergency}
        onChange={({ target }) => set({ emergency: { on: target.checked } })}
      />
    </div>
  );
}
