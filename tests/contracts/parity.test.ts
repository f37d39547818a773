import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { adapters } from '../../runtime/channels/index.ts';
import { clinicOn } from './parity/clinic.ts';
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
  const here = () => (opened ??= theatre(players.get(id)!, kind, skip, (end) => ends.push(end)));
  afterAll(async () => {
    for (const end of ends.toReversed()) await end();
  });

  test.each(clinicOn(kind).map((transcript) => [transcript.name, transcript] as const))(
    '%s',
    async (_name, transcript) => {
      const { cannot } = players.get(id)!;
      const acts = transcript.acts.filter(({ type }) => type !== 'leaves' || cannot.leaves === undefined);
      const { here: simulated, there } = await (await here()).play({ ...transcript, acts });
      expect(there).toEqual(simulated);
    },
  );
});
