import calendarFile from '../../../runtime/demo/clinic-calendar.json';
import clinic from '../../../runtime/demo/clinic.flow.json';
import testsFile from '../../../runtime/demo/clinic.tests.json';
import { PRICES_HOST } from '../../../runtime/demo/prices.ts';
import { calendarSchema, type ChannelKind, readFlow } from '../../../runtime/engine/index.ts';
import { flowTestsSchema } from '../../../runtime/flow-tests/index.ts';
import { actsOf, type Transcript } from './transcript.ts';

const calendar = calendarSchema.parse(calendarFile);
const MONDAY_MORNING = '2026-03-02T09:00:00Z';

function drawing() {
  const read = readFlow(clinic);
  if (!read.ok) throw new Error('the demo is no flow document');
  return read.flow;
}
const flows = [drawing()];

/**
 * The clinic's tests as transcripts for a kind of channel, each in its languages. A kind that none of them names (another
 * system, by HTTP) is played as the chat is: it can show the same.
 */
export const clinicOn = (kind: ChannelKind): Transcript[] =>
  flowTestsSchema.parse(testsFile).flatMap((one) => {
    if (!one.channels.includes(kind === 'api' ? 'chat' : kind)) return [];
    const { name, attributes, language: kept } = one.customer ?? {};
    return one.languages.map((language) => ({
      name: `${one.id} (${language})`,
      flows,
      calendars: [calendar],
      hosts: [PRICES_HOST],
      at: Date.parse(one.start ?? MONDAY_MORNING),
      seed: one.seed ?? 1,
      customer: {
        ...(kept === null ? {} : { language: kept ?? language }),
        ...(name === undefined ? {} : { name }),
        ...(attributes === undefined ? {} : { attributes }),
      },
      numbered: one.customer?.phone !== undefined,
      acts: actsOf(one, language, kind),
    }));
  });
