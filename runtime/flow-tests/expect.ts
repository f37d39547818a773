import { asText, nodeOf, type Value } from '../engine/index.ts';
import type { FlowTestStep } from './flow-test.ts';
import { type Found, toldFound } from './found.ts';
import { type Walk, type Walked, wordingFor } from './walk.ts';

type Of<Kind extends keyof FlowTestStep> = NonNullable<FlowTestStep[Kind]>;

const holds = (walk: Walk): Walked => ({ ok: true, walk });
const found = (walk: Walk, expected: string, actual: string | Found): Walked =>
  typeof actual === 'string'
    ? { ok: false, walk, expected, actual }
    : { ok: false, walk, expected, actual: toldFound(actual), found: actual };
const none = (code: Found['code'], about = ''): Found => ({ code, about });
const compared = (walk: Walk, expected: string, actual: string | undefined, instead: Found): Walked =>
  actual === expected ? holds(walk) : found(walk, expected, actual ?? instead);

/** Something said holds a text, or is it. What was said before it counts as heard. */
export function hears(walk: Walk, wording: Of<'hears'>, exactly: boolean): Walked {
  const text = wordingFor(wording, walk.language);
  if (text === undefined) return wordless(walk);
  const at = walk.heard.findIndex((said) => (exactly ? said === text : said.includes(text)));
  if (at >= 0) return holds({ ...walk, heard: walk.heard.slice(at + 1) });
  return found(walk, text, walk.heard.length === 0 ? none('nothing-said') : walk.heard.join('\n'));
}

/** A test that says or asks nothing in the language it is run in. */
export const wordless = (walk: Walk): Walked => found(walk, walk.language, none('no-wording'));

export const offers = (walk: Walk, options: Of<'offers'>): Walked =>
  compared(
    walk,
    options.join(', '),
    walk.world.listening?.choices?.map(({ id }) => id).join(', '),
    none('nothing-offered'),
  );

/** Node where the contact waits. */
export const placeOf = ({ world: { snapshot } }: Walk): string | undefined => {
  const state = snapshot?.ended ? undefined : snapshot?.frames.at(-1)?.state;
  return state === undefined ? undefined : nodeOf(state);
};

export const isAt = (walk: Walk, node: string): Walked =>
  compared(walk, node, placeOf(walk), endOf(walk) ?? none('nowhere'));

export function visited(walk: Walk, node: string): Walked {
  const nodes = walk.world.story.flatMap(({ trace }) => trace.map((one) => one.node));
  return nodes.includes(node) ? holds(walk) : found(walk, node, [...new Set(nodes)].join(', '));
}

/** The way out of a node, after the ways asked about before. */
export function takes(walk: Walk, way: string): Walked {
  const at = walk.ways.findIndex(({ node, exit }) => `${node}.${exit}` === way);
  if (at >= 0) return holds({ ...walk, ways: walk.ways.slice(at + 1) });
  const taken = walk.ways.flatMap(({ node, exit }) => (exit === undefined ? [] : [`${node}.${exit}`]));
  return found(walk, way, taken.length === 0 ? none('no-exit') : taken.join(', '));
}

/** Values of the flow that runs, or of the one that was left last. */
export function variables(walk: Walk, wanted: Of<'variables'>): Walked {
  const vars = walk.world.snapshot?.frames.at(-1)?.context.vars ?? {};
  return sameMembers(walk, wanted, vars);
}

export const customer = (walk: Walk, wanted: Of<'customer'>): Walked =>
  sameMembers(walk, flat(wanted), flat(walk.world.customer));

const flat = ({ language, attributes = {} }: Of<'customer'>): { [name: string]: Value } => ({
  ...(language === undefined ? {} : { language }),
  ...attributes,
});

function sameMembers(
  walk: Walk,
  wanted: { [name: string]: Value },
  there: { [name: string]: Value },
): Walked {
  const wrong = Object.keys(wanted).filter((name) => !sameValue(wanted[name]!, there[name] ?? null));
  const told = (values: { [name: string]: Value }) =>
    wrong.map((name) => `${name} = ${asText(values[name] ?? null) || '–'}`).join(', ');
  return wrong.length === 0 ? holds(walk) : found(walk, told(wanted), told(there));
}

export const speaks = (walk: Walk, language: string): Walked =>
  compared(walk, language, walk.world.snapshot?.frames.at(-1)?.context.language, none('no-language'));

export function ends(walk: Walk, wanted: Of<'ends'>): Walked {
  const { reason, outcome } = typeof wanted === 'string' ? { reason: wanted } : wanted;
  const { ended } = walk.world.snapshot ?? {};
  const told = (why: string, what?: string) => (what === undefined ? why : `${why} (${what})`);
  const actual = ended && told(ended.reason, outcome === undefined ? undefined : ended.outcome);
  return compared(walk, told(reason, outcome), actual, none('goes-on', placeOf(walk)));
}

const endOf = ({ world: { snapshot } }: Walk): Found | undefined =>
  snapshot?.ended && none('over', snapshot.ended.reason);

/** JSON, whatever the order of members. */
function sameValue(one: Value, other: Value): boolean {
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null)
    return one === other;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [mine, theirs] = [Object.entries(one), new Map(Object.entries(other))];
  return (
    mine.length === theirs.size &&
    mine.every(([name, value]) => theirs.has(name) && sameValue(value as Value, theirs.get(name) as Value))
  );
}
