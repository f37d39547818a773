import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { encodeSnapshot, decodeSnapshot } from '../../runtime/contacts/snapshot-text.ts';
import type { Snapshot } from '../../runtime/engine/index.ts';
import { diceOf } from '../kit/random-flow.ts';
import { randomGiving, type RandomWalk, randomWalk, type Walked } from '../kit/random-walk.ts';
import { type Ground, groundOf, type Place, publicWalks } from './random-walks/public-walks.ts';

/*
 * Random walks over random flows, each three times: on the engine alone, on the engine with everything written down and
 * read again between any two events, and over HTTP through the real runtime on a real file. After it the steps, their effects
 * and where they led must be the same. `SEED=… WALKS=… npx vitest run --project unit tests/contracts/random-walks.test.ts`
 * walks others; what a failure prints
 * repeats its flow alone. `npm run test:walks` walks 10,000.
 */

const SEED = Number(process.env['SEED'] ?? 20_261_122);
const WALKS = Number(process.env['WALKS'] ?? 400);
/** Walks over one flow; a flow costs more to publish than a walk over it. */
const EACH = 50;
const ROUNDS = 6;
const MONDAY = Date.parse('2026-03-02T09:00:00Z');
/** How long people take; long enough for one or the other timer. */
const PAUSES_MS = [1_000, 9_000, 70_000, 2_000, 3_700_000, 30_000];

// The runtime looks at its clock once a second at the latest: that second need not be waited for.
beforeAll(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true }));
afterAll(() => void vi.useRealTimers());

/** A contact as it would be read from the database. */
const writtenDown = (snapshot: Snapshot): Snapshot => {
  const { contact: id, customer, openedAt } = snapshot;
  return decodeSnapshot(encodeSnapshot(snapshot), { id, customer: customer.id, openedAt });
};

/** One walk in all three ways; over HTTP it is known by where it is. */
interface Walker {
  place: Place;
  dice: ReturnType<typeof diceOf>;
  alone: RandomWalk;
  written: RandomWalk;
}

/** Everything that is different between the three, told so that it can be repeated. */
function differences(
  walker: Walker,
  logged: { steps: Walked[]; state: Snapshot | string | undefined },
): string[] {
  const { place, alone, written } = walker;
  const about = `SEED=${place.ground.seed} WALKS=${EACH}, walk ${place.number} over flow ${place.ground.id}`;
  const found: string[] = [];
  const compare = (how: string, steps: readonly Walked[]): void => {
    for (const [index, step] of alone.steps.entries()) {
      const [mine, other] = [plain(step), plain(steps[index])];
      if (isDeepStrictEqual(mine, other)) continue;
      found.push(`${about}: ${how}, step ${index + 1}\n${JSON.stringify(mine)}\n${JSON.stringify(other)}`);
      return;
    }
    if (steps.length > alone.steps.length) found.push(`${about}: ${how}, steps too many`);
  };
  compare('written down', written.steps);
  compare('over HTTP', logged.steps);
  const whereTo = JSON.stringify(stateOf(alone));
  for (const [how, state] of [
    ['written down', stateOf(written)],
    ['over HTTP', logged.state],
  ] as const)
    if (!isDeepStrictEqual(JSON.parse(whereTo), plain(state)))
      found.push(`${about}: ${how}, where it led\n${whereTo}\n${JSON.stringify(state)}`);
  return found;
}

/** Where a walk led: why it is over, or all of the contact. A variable without a value is the same as none. */
function stateOf({ ended, snapshot }: RandomWalk): Snapshot | string | undefined {
  if (ended) return snapshot.ended?.reason;
  const frames = snapshot.frames.map((frame) => ({
    ...frame,
    context: {
      ...frame.context,
      vars: Object.fromEntries(Object.entries(frame.context.vars).filter(([, value]) => value !== null)),
    },
  }));
  return { ...snapshot, frames };
}

const plain = (data: unknown): unknown => (data === undefined ? data : JSON.parse(JSON.stringify(data)));

test(
  `${WALKS} random walks from seed ${SEED} are the same here, written down, and over HTTP`,
  { timeout: 600_000 },
  async () => {
    const grounds: Ground[] = groundOf(SEED, Math.ceil(WALKS / EACH));
    const server = await publicWalks(grounds, MONDAY, () => vi.advanceTimersByTimeAsync(1_000));
    const walkers: Walker[] = [];
    for (const place of await server.open(EACH)) {
      const about = {
        flow: place.ground.id,
        contact: place.contact,
        channel: 'api' as const,
        customer: { id: place.customer },
      };
      const walker: Walker = {
        place,
        dice: diceOf(place.ground.seed * EACH + place.number),
        alone: randomWalk(place.ground.world, about),
        written: randomWalk(place.ground.world, about, writtenDown),
      };
      for (const walk of [walker.alone, walker.written]) walk.opens(MONDAY);
      walkers.push(walker);
    }
    let at = MONDAY;
    for (let round = 0; round < ROUNDS; round += 1) {
      at += PAUSES_MS[round % PAUSES_MS.length]!;
      for (const { alone, written } of walkers) for (const walk of [alone, written]) walk.passes(at);
      await server.passes(at);
      const given = walkers.flatMap(({ place, dice, alone, written }) => {
        if (alone.ended) return [];
        const input = randomGiving(
          dice,
          alone.steps.flatMap(({ effects }) => effects),
        );
        for (const walk of [alone, written])
          if (input) walk.gives(input, at);
          else walk.leaves(at);
        return [{ place, input }];
      });
      await server.give(given, round);
    }
    const found = walkers.flatMap((walker) => differences(walker, server.logOf(walker.place)));
    expect(found.slice(0, 3).join('\n\n')).toBe('');
    expect(found).toHaveLength(0);
    const steps = walkers.reduce((sum, { alone }) => sum + alone.steps.length, 0);
    console.info(`${walkers.length} walks over ${grounds.length} flows, ${steps} steps`);
  },
);
