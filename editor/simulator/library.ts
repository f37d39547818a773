import {
  type Calendar,
  type FlowDefinition,
  type Machine,
  type MachineJson,
  toMachine,
} from '../../runtime/engine/index.ts';
import type { Source } from '../../runtime/simulated-world/index.ts';

/** A flow as it can be played. */
export interface Playable {
  flow: FlowDefinition;
  machine: MachineJson;
  version: number;
}

/** How what is not on the page comes there. */
export interface Loading {
  calendars: () => Promise<readonly Calendar[]>;
  /** A published version, without a number the latest; undefined where there is none. */
  version: (flow: string, version?: number) => Promise<Playable | undefined>;
}

/** Everything a simulation looks up. What is not there yet is remembered, to be loaded before the same is tried again. */
export interface Library {
  source: Source;
  /** Puts a drawing on the shelf: the draft as it is now, or a version. */
  add: (playable: Playable) => void;
  /** A flow as it was put on the shelf or loaded; looked up like all else. */
  playable: (flow: string, version?: number) => Playable | undefined;
  /** Something was looked up that is not loaded yet. */
  lacks: () => boolean;
  complete: () => Promise<void>;
}

interface Held {
  machine: Machine;
  playable: Playable;
}

/** A library around a way to load. */
export function library(loading: Loading): Library {
  const shelf = new Map<string, Held | undefined>();
  const wanted = new Map<string, { flow: string; version?: number }>();
  let calendars: ReadonlyMap<string, Calendar> | undefined;
  let wantsCalendars = false;

  const hold = (playable: Playable): Held => ({
    playable,
    machine: toMachine(playable.machine, playable.version),
  });
  function look(flow: string, version?: number): Held | undefined {
    const key = keyOf(flow, version);
    if (!shelf.has(key)) wanted.set(key, version === undefined ? { flow } : { flow, version });
    return shelf.get(key);
  }
  return {
    source: {
      machine: (flow, version) => look(flow, version)?.machine,
      drawing: (flow, version) => look(flow, version)?.playable.flow,
      calendar(id) {
        wantsCalendars ||= calendars === undefined;
        return calendars?.get(id);
      },
    },
    add(playable) {
      shelf.set(keyOf(playable.flow.id, playable.version), hold(playable));
    },
    playable: (flow, version) => look(flow, version)?.playable,
    lacks: () => wanted.size > 0 || wantsCalendars,
    async complete() {
      if (wantsCalendars) calendars = new Map((await loading.calendars()).map((one) => [one.id, one]));
      wantsCalendars = false;
      for (const [key, { flow, version }] of wanted) {
        const loaded = await loading.version(flow, version);
        const held = loaded && hold(loaded);
        shelf.set(key, held);
        // The latest is asked for again by its number, once a contact is in it.
        if (loaded) shelf.set(keyOf(flow, loaded.version), held);
        wanted.delete(key);
      }
    },
  };
}

const keyOf = (flow: string, version?: number): string => `${flow} ${version ?? ''}`;
