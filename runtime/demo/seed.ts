import { randomBytes } from 'node:crypto';
import type { Db } from '../../db/client.ts';
import { read as readCalendar, save as saveCalendar } from '../../db/queries/calendars.ts';
import {
  byId as readConnection,
  type ConnectionRow,
  save as saveConnection,
} from '../../db/queries/connections.ts';
import { saveHost } from '../../db/queries/egress.ts';
import { replaceTests } from '../../db/queries/flow-tests.ts';
import { latestVersion, saveDraft } from '../../db/queries/flows.ts';
import type { Statement, Writer } from '../../db/writer.ts';
import type { Publication, Published } from '../flows/publish.ts';
import { searchTextOf } from '../flows/search-text.ts';
import calendar from './clinic-calendar.json';
import clinic from './clinic.flow.json';
import tests from './clinic.tests.json';
import { DEMO_HOSTS } from './services.ts';

/** The number the demo's phone connection answers for. */
export const DEMO_NUMBER = '+15005550006';

export interface DemoParts {
  db: Db;
  writer: Writer;
  organisation: string;
  now(): number;
  publish(document: unknown, about: Publication): Promise<Published>;
  /** Auth token of the phone connection; when unset, a random one is kept and printed. */
  twilioToken: string | undefined;
  calendarChanged(organisation: string, id: string): void;
  connectionChanged(id: string): void;
  egressChanged(organisation: string): void;
  /** The secret of a connection that is there already. */
  secretOf(connection: ConnectionRow): string | undefined;
  seal(
    owner: { organisation: string; id: string; channel: string },
    secret: string,
  ): { secret: string | null; keyId: string | null };
}

/** Puts the dental clinic in place at the first start; what a person has changed since stays as it is. */
export async function seedDemo(
  parts: DemoParts,
): Promise<{ welcome(url: string): [what: string, where: string][] }> {
  const { db, writer } = parts;
  if (!readCalendar(db, parts.organisation, calendar.id)) {
    await writer.commit({
      statements: [
        saveCalendar({
          organisation: parts.organisation,
          id: calendar.id,
          definition: calendar,
          updatedAt: parts.now(),
        }),
      ],
    });
    parts.calendarChanged(parts.organisation, calendar.id);
  }
  if (!latestVersion(db, parts.organisation, clinic.id)) {
    await writer.commit({
      statements: [
        ...DEMO_HOSTS.map(({ host, note }) =>
          saveHost({
            organisation: parts.organisation,
            host,
            ports: [],
            plainHttp: false,
            insideNetwork: false,
            note,
            by: 'patchbay',
            updatedAt: parts.now(),
          }),
        ),
        ...draftWithTests(parts.organisation, parts.now()),
      ],
    });
    parts.egressChanged(parts.organisation);
    const published = await parts.publish(clinic, {
      note: 'The demo as it ships',
      by: 'patchbay',
      draft: 'kept',
      tests: 'unrun',
    });
    if (!published.ok)
      throw new Error(`The demo flow does not compile: ${JSON.stringify(published.issues.slice(0, 3))}`);
  }
  const phone = readConnection(db, 'phone');
  const known = phone && parts.secretOf(phone);
  const token = parts.twilioToken ?? known ?? randomBytes(16).toString('hex');
  const owner = { organisation: parts.organisation, id: 'phone', channel: 'twilio' };
  const common = { organisation: parts.organisation, flow: clinic.id, config: {}, enabled: true };
  const statements = [
    ...(readConnection(db, 'web')
      ? []
      : [
          saveConnection({
            ...common,
            id: 'web',
            channel: 'chat',
            name: 'Clinic web chat',
            address: null,
            secret: null,
          }),
        ]),
    ...(known === token
      ? []
      : [
          saveConnection({
            ...common,
            ...phone,
            ...owner,
            ...parts.seal(owner, token),
            name: 'Clinic phone',
            address: DEMO_NUMBER,
          }),
        ]),
  ];
  if (statements.length > 0) await writer.commit({ statements });
  for (const id of ['web', 'phone']) parts.connectionChanged(id);
  return {
    welcome: (url) => [
      ['Chat as a customer', `${url}/chat`],
      ['Call as a customer', `POST ${url}/channels/twilio/voice for the number ${DEMO_NUMBER}`],
      ['Token of the call', parts.twilioToken === undefined ? token : 'as set in PATCHBAY_DEMO_TWILIO_TOKEN'],
    ],
  };
}

/** The drawing as a draft, and its tests beside it: so the version has them as well. */
function draftWithTests(organisation: string, at: number): Statement[] {
  const { id: flow, name } = clinic;
  const by = 'patchbay';
  return [
    saveDraft({ organisation, id: flow, name, draft: clinic, at, by, search: searchTextOf(clinic) }),
    ...replaceTests(
      organisation,
      flow,
      tests.map((definition) => ({
        organisation,
        flow,
        id: definition.id,
        definition,
        updatedAt: at,
        savedBy: by,
      })),
    ),
  ];
}
