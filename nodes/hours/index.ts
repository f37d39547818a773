import { z } from 'zod';
import { type CalendarReading, defineNode, type NodeStates } from '../../runtime/engine/index.ts';
import words from './words.json';

const config = z.strictObject({
  calendar: z.string().min(1).max(64).meta({ widget: 'calendar' }),
});

/** Goes by the opening hours, and keeps what the calendar says for texts: `{{ hours.opensAt }}`. */
export default defineNode<z.infer<typeof config>>({
  type: 'hours',
  version: 1,
  group: 'decide',
  words,
  channels: 'any',
  config,
  exits: () => [{ id: 'open' }, { id: 'closed' }, { id: 'holiday' }, { id: 'emergency' }],
  compile({ calendar }): NodeStates {
    const when = (status: CalendarReading['status']) => ({
      exit: status,
      guard: { type: 'calendarIs' as const, params: { calendar, status } },
    });
    return {
      start: {
        entry: [{ type: 'keepHours', params: { calendar } }],
        always: [when('open'), when('holiday'), when('emergency'), { exit: 'closed' }],
      },
    };
  },
  check: ({ calendar }, { calendarExists }) =>
    calendarExists?.(calendar) === false
      ? [
          {
            code: 'hours.unknown-calendar',
            severity: 'error',
            path: ['config', 'calendar'],
            message: `There is no calendar "${calendar}".`,
          },
        ]
      : [],
  examples: (['open', 'closed', 'holiday', 'emergency'] as const).map((status) => ({
    name: `The branch is ${{ open: 'open', closed: 'closed', holiday: 'on holiday', emergency: 'closed by an emergency' }[status]}`,
    config: { calendar: 'branch' },
    transcript: [{ calendar: { branch: status } }, { takes: status }],
  })),
});
