import { registry } from '../../../nodes/index.ts';
import { library, type Playable } from '../../../editor/simulator/library.ts';
import { simulation } from '../../../editor/simulator/simulation.ts';
import { worldOf } from '../../../editor/simulator/walks.ts';
import { type ChannelKind, compile, type CustomerFacts } from '../../../runtime/engine/index.ts';
import type { SimulatedWorld } from '../../../runtime/simulated-world/index.ts';
import type { Transcript } from './transcript.ts';

/** Who comes, and by which addresses: a simulation is told what the channel told the runtime. */
export interface Comer {
  customer: CustomerFacts;
  channel: ChannelKind;
  from?: string;
  to?: string;
}

const compiled = new WeakMap<Transcript['flows'], Playable[]>();

/** Flows of a transcript as they are published: a flow that is there twice has two versions. */
export function versionsOf({ flows }: Pick<Transcript, 'flows'>): Playable[] {
  const known = compiled.get(flows);
  if (known) return known;
  const seen = new Map<string, number>();
  const versions = flows.map((flow) => {
    const version = (seen.get(flow.id) ?? 0) + 1;
    seen.set(flow.id, version);
    const done = compile(flow, registry, { otherFlow: (id) => flows.find((one) => one.id === id) });
    if (!done.ok) throw new Error(`${flow.id} does not compile: ${JSON.stringify(done.issues)}`);
    return { flow, machine: done.machine, version };
  });
  compiled.set(flows, versions);
  return versions;
}

/** Plays a transcript as the builder's simulator does. Throws when something in it cannot be done there. */
export async function playHere(transcript: Transcript, comer: Comer): Promise<SimulatedWorld> {
  const { channel, customer, from, to } = comer;
  const { at, seed, calendars, acts } = transcript;
  const versions = versionsOf(transcript);
  const [first] = versions;
  const shelf = library({
    calendars: async () => calendars,
    version: async (flow, version) =>
      versions.findLast((one) => one.flow.id === flow && (version ?? one.version) === one.version),
  });
  const playing = simulation(shelf, first!, at);
  const rest = async (): Promise<void> => {
    while (playing.read().isBusy) await new Promise((resolve) => setImmediate(resolve));
    const { refused } = playing.read();
    if (refused !== undefined) throw new Error(`It cannot be done: ${JSON.stringify(refused)}`);
  };
  playing.change({ seed, customer });
  await rest();
  const [set, ...others] = acts;
  const before = set?.type === 'changes' ? [set] : [];
  const opens = {
    type: 'opens' as const,
    channel,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
  for (const deed of [...before, opens, ...(before.length > 0 ? others : acts)]) {
    playing.do(deed);
    await rest();
  }
  return worldOf(playing.read().walks);
}
