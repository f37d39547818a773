import { type MachineJson, nodeOf, type TransitionJson } from '../../runtime/engine/index.ts';

/** A flow that is called or gone to; without a version its latest. */
export interface CalledFlow {
  flow: string;
  version?: number;
}

/** What a flow needs of others: nodes that wait for an answer, by kind, calendars, and flows it goes on in. */
export interface Outside {
  http: string[];
  code: string[];
  transfers: string[];
  calendars: string[];
  flows: CalledFlow[];
}

const KIND = { request: 'http', runCode: 'code', dial: 'transfers' } as const;

/** Reads from a machine what it asks of the outside: so that no type of node needs to be known by name. */
export function outsideOf({ config }: MachineJson): Outside {
  const found = { http: new Set<string>(), code: new Set<string>(), transfers: new Set<string>() };
  const calendars = new Set<string>();
  const flows = new Map<string, CalledFlow>();
  for (const [key, { entry = [], always = [], on = {} }] of Object.entries(config.states)) {
    const ways: TransitionJson[] = [...always, ...Object.values(on).flat()];
    const actions = [...entry, ...ways.flatMap((way) => way.actions ?? [])];
    for (const { type, params } of actions) {
      if (type === 'keepHours') calendars.add(params.calendar);
      if (type === 'callFlow' || type === 'goToFlow') {
        const { flow, version } = params;
        flows.set(`${flow} ${version ?? ''}`, version === undefined ? { flow } : { flow, version });
      }
      if (type in KIND) found[KIND[type as keyof typeof KIND]].add(nodeOf(key));
    }
    for (const { guard } of ways) if (guard?.type === 'calendarIs') calendars.add(guard.params.calendar);
  }
  return {
    http: [...found.http],
    code: [...found.code],
    transfers: [...found.transfers],
    calendars: [...calendars],
    flows: [...flows.values()],
  };
}
