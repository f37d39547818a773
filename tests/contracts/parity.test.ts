import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { adapters } from '../../runtime/channels/index.ts';
import { clinicOn } from './parity/clinic.ts';
import { nodeTypes } from '../../nodes/index.ts';
import type { Act } from '../../runtime/simulated-world/index.ts';
import { JUDGED } from './node-type/subject.ts';
import { exitsShown, nodeTypesOn } from './parity/node-types.ts';
import { theatre, type Theatre } from './parity/play-there.ts';
import type { Player } from './parity/player.ts';

/*
 * One transcript, played in the simulator of the builder and by a customer of each channel on the real runtime (its file,
 * its port, its webhooks and sockets): the same steps, effects and final state.
 */

const found = import.meta.glob<Player>('./parity/players/*.ts', { eager: true, import: 'player' });
const players = new Map(
  Object.entries(found).map(([path, player]) => [path.split('/').at(-1)!.replace('.ts', ''), player]),
);

// The runtime looks at its clock once a second at the latest: that second need not be waited for.
beforeAll(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true }));
afterAll(() => void vi.useRealTimers());
const skip = () => vi.advanceTimersByTimeAsync(1_000);

test('every channel has a player, and every player a channel', () => {
  expect([...players.keys()].toSorted()).toEqual(adapters.map(({ id }) => id).toSorted());
});

describe.each(adapters.map(({ id, kind }) => [id, kind] as const))('%s', (id, kind) => {
  const ends: (() => void | Promise<void>)[] = [];
  let opened: Promise<Theatre> | undefined;
  const stage = () => (opened ??= theatre(players.get(id)!, kind, skip, (end) => ends.push(end)));
  afterAll(async () => {
    for (const end of ends.toReversed()) await end();
  });

  const cannot = players.get(id)!.cannot;
  const kept = ({ type }: { type: Act['type'] }) => type !== 'leaves' || cannot.leaves === undefined;

  test.each(clinicOn(kind).map((transcript) => [transcript.name, transcript] as const))(
    'the clinic: %s',
    async (_name, transcript) => {
      const acts = transcript.acts.filter(kept);
      const { here, there } = await (await stage()).play({ ...transcript, acts });
      expect(there).toEqual(here);
    },
  );

  const shown = nodeTypesOn(kind).filter(({ transcript }) => transcript.acts.every(kept));
  const taken = new Map<string, Set<string>>();

  test.each(shown.map((one) => [one.transcript.name, one] as const))(
    '%s',
    async (_name, { type, transcript }) => {
      let { here, there } = await (await stage()).play(transcript);
      // Code has its time by the clock on the wall, and this machine may have no hand free.
      for (let tries = 0; tries < 5 && JSON.stringify(there).includes('script.timeout'); tries += 1)
        ({ here, there } = await (await stage()).play(transcript));
      expect(there).toEqual(here);
      const exits = taken.get(type) ?? new Set();
      taken.set(type, exits);
      for (const { trace } of there.steps)
        for (const { node, exit } of trace) if (node === JUDGED && exit !== undefined) exits.add(exit);
    },
  );

  test('every exit that an example shows was taken', () => {
    const missed = nodeTypes.flatMap((type) =>
      exitsShown(type, kind)
        .filter((exit) => !taken.get(type.type)?.has(exit))
        .map((exit) => `${type.type}.${exit}`),
    );
    // Where words ride in the answer they have arrived with it.
    expect(missed).toEqual(['message.undeliverable']);
  });
});
