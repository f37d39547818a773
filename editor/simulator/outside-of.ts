import { type MachineJson, nodeOf, type TransitionJson } from '../../runtime/engine/index.ts';

/** What a flow needs of others: nodes that wait for an answer, by kind, and calendars. */
export interface Outside {
  http: string[];
  code: string[];
  transfers: string[];
  calendars: string[];
}

const KIND = { request: 'http', runCode: 'code', dial: 'transfers' } as const;

/** Reads from a machine what it asks of the outside: so that no type of node needs to be known by name. */
export function outsideOf({ config }: MachineJson): Outside {
  const found = { http: new Set<string>(), code: new Set<string>(), transfers: new Set<string>() };
  const calendars = new Set<string>();
  for (const [key, { entry = [], always = [], on = {} }] of Object.entries(config.states)) {
    const ways: TransitionJson[] = [...always, ...Object.values(on).flat()];
    const actions = [...entry, ...ways.flatMap((way) => way.actions ?? [])];
    for (const { type, params } of actions) {
      if (type === 'keepHours') calendars.add(params.calendar);
      if (type in KIND) found[KIND[type as keyof typeof KIND]].add(nodeOf(key));
    }
    for (const { guard } of ways) if (guard?.type === 'calendarIs') calendars.add(guard.params.calendar);
  }
  return {
    http: [...found.http],
    code: [...found.code],
    transfers: [...found.transfers],
    calendars: [...calendars],
  };
}
