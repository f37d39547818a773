import type { Db } from '../../db/client.ts';
import { latestVersion, versionOf } from '../../db/queries/flows.ts';
import { type Machine, type MachineJson, toMachine } from '../engine/index.ts';
import { recentMap } from './recent-map.ts';

/** Machines kept ready; building one costs 1 to 2 ms per 100 nodes, keeping it about 2 kB per node. */
const KEPT = 200;

/** Published flow versions as machines, built once and kept while they are used. */
export interface FlowBook {
  /** A version, or the latest published one. */
  machine(organisation: string, flow: string, version?: number): Machine | undefined;
  /** Call after a version was published: new contacts start on it. */
  published(organisation: string, flow: string): void;
}

export function flowBook(db: Db): FlowBook {
  const machines = recentMap<string, Machine>(KEPT);
  const latest = new Map<string, number>();

  const keep = (organisation: string, machine: Machine): Machine => {
    machines.set(keyOf(organisation, machine.flow, machine.version), machine);
    return machine;
  };

  return {
    machine(organisation, flow, version) {
      const wanted = version ?? latest.get(`${organisation} ${flow}`);
      const known = wanted === undefined ? undefined : machines.get(keyOf(organisation, flow, wanted));
      if (known) return known;
      const row =
        wanted === undefined
          ? latestVersion(db, organisation, flow)
          : versionOf(db, organisation, flow, wanted);
      if (!row) return undefined;
      if (version === undefined) latest.set(`${organisation} ${flow}`, row.version);
      return keep(organisation, toMachine(row.machine as MachineJson, row.version));
    },
    published: (organisation, flow) => void latest.delete(`${organisation} ${flow}`),
  };
}

const keyOf = (organisation: string, flow: string, version: number) => `${organisation} ${flow}@${version}`;
