import type { FlowDefinition, Surroundings } from '../../../runtime/engine/index.ts';

/** What a flow can refer to in its organisation. A list is missing where one may not read it: then nothing is said about it. */
export interface Around {
  flows?: readonly { id: string; name: string; latest: number | null }[];
  calendars?: readonly { id: string; name: string }[];
  credentials?: readonly { name: string }[];
  /** Hosts flows may call, maybe with `*.` in front. */
  hosts?: readonly { host: string }[];
  codeAllowed?: boolean;
}

/** Documents of other flows by `keyOf`; null for one that is not there. */
export type OtherFlows = { [key: string]: FlowDefinition | null };

/** Another flow, in a version or as it is now. */
export const keyOf = (id: string, version?: number): string =>
  version === undefined ? id : `${id}@${version}`;

/** What the compiler asks its surroundings, answered from what is known; `wanted` is told what is not known yet. */
export function surroundingsOf(
  { calendars, credentials, hosts, codeAllowed }: Around,
  others: OtherFlows,
  wanted: (id: string, version?: number) => void,
): Surroundings {
  return {
    otherFlow(id, version) {
      const known = others[keyOf(id, version)];
      if (known === undefined) wanted(id, version);
      return known ?? undefined;
    },
    ...(calendars ? { calendarExists: (id) => calendars.some((one) => one.id === id) } : {}),
    ...(credentials ? { credentialExists: (name) => credentials.some((one) => one.name === name) } : {}),
    ...(hosts ? { hostAllowed: (host) => hosts.some((one) => covers(one.host, host)) } : {}),
    ...(codeAllowed === undefined ? {} : { codeAllowed }),
  };
}

/** As the server's own list of hosts is read. */
const covers = (host: string, name: string): boolean =>
  host.startsWith('*.') ? name.endsWith(host.slice(1)) && name.length > host.length - 1 : name === host;
