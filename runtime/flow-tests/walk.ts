import type { Found } from './found.ts';
import type { ChannelKind, Trace } from '../engine/index.ts';
import { type Act, act, type Refusal, type SimulatedWorld, type Source } from '../simulated-world/index.ts';
import type { Wording } from './flow-test.ts';
import { toldRefusal } from './told-refusal.ts';

/** Where a test is. */
export interface Walk {
  source: Source;
  channel: ChannelKind;
  language: string;
  world: SimulatedWorld;
  /** What was said since the customer last did anything, and was not asked about. */
  heard: string[];
  /** Ways taken that were not asked about. */
  ways: Trace[];
}

/** What became of a step: the walk after it, or what was expected and what was found instead. */
export type Walked =
  | { ok: true; walk: Walk }
  | { ok: false; walk: Walk; expected: string; actual: string; found?: Found; refusal?: Refusal };

/** Does something in the world and lets everything come back that is on its way. */
export function doing(walk: Walk, told: string, what: Act): Walked {
  const done = act(walk.source, walk.world, what);
  const refused = (refusal: Refusal): Walked => ({
    ok: false,
    walk,
    expected: told,
    actual: toldRefusal(refusal),
    refusal,
  });
  if (!done.ok) return refused(done.why);
  const settled = what.type === 'changes' ? done : act(walk.source, done.world, { type: 'settles' });
  if (!settled.ok) return refused(settled.why);
  const { world } = settled;
  const turns = world.story.slice(walk.world.story.length);
  const said = turns.flatMap(({ effects }) =>
    effects.flatMap((effect) => (effect.type === 'channel.prompt' ? [effect.text] : [])),
  );
  const ways = [...walk.ways, ...turns.flatMap(({ trace }) => trace)];
  // Once the customer acts, what was said before is past; that time passes is no act of theirs.
  const heard = what.type === 'changes' || what.type === 'timePasses' ? [...walk.heard, ...said] : said;
  return { ok: true, walk: { ...walk, world, ways, heard } };
}

/** The wording for the language of a run; undefined when there is none for it. */
export function wordingFor(wording: Wording, language: string): string | undefined {
  if (typeof wording === 'string') return wording;
  return wording[language] ?? wording[language.split('-')[0]!];
}
