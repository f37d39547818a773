import {
  type ChangedField,
  expressionSchema,
  own,
  ruleSchema,
  textsSchema,
} from '../../../runtime/engine/index.ts';
import { isMembers, type Members, type Wording } from './wording.ts';

/** A changed field, and what the parts of its path are called: a thing of a list by its label. */
export interface NamedField extends ChangedField {
  names: string[];
}

type TextOf = Wording['textOf'];

/** Takes a changed field apart: two lists of things with ids differ thing by thing, every other list as a whole. */
export function thingByThing(change: NamedField, textOf: TextOf): NamedField[] {
  const { path, names, before, after } = change;
  const old = keyed(before);
  const fresh = keyed(after);
  if (!old || !fresh) return withinMembers(change, textOf);
  const ids = [...new Set([...old.keys(), ...fresh.keys()])];
  const named = (id: string): string => nameOfThing(fresh.get(id) ?? old.get(id), textOf) ?? id;
  const things = ids.flatMap((id) =>
    thingByThing(
      {
        path: [...path, id],
        names: [...names, named(id)],
        ...(old.has(id) ? { before: old.get(id) } : {}),
        ...(fresh.has(id) ? { after: fresh.get(id) } : {}),
      },
      textOf,
    ).filter((one) => JSON.stringify(one.before) !== JSON.stringify(one.after)),
  );
  // The same things in another order.
  return things.length > 0
    ? things
    : [{ path, names, before: [...old.keys()].map(named), after: [...fresh.keys()].map(named) }];
}

function withinMembers(change: NamedField, textOf: TextOf): NamedField[] {
  const { path, names, before, after } = change;
  if (!isMembers(before) || !isMembers(after) || isSaidWhole(before) || isSaidWhole(after)) return [change];
  const members = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return members.flatMap((member) =>
    JSON.stringify(own(before, member)) === JSON.stringify(own(after, member))
      ? []
      : thingByThing(
          {
            path: [...path, member],
            names: [...names, member],
            ...(Object.hasOwn(before, member) ? { before: before[member] } : {}),
            ...(Object.hasOwn(after, member) ? { after: after[member] } : {}),
          },
          textOf,
        ),
  );
}

/** A rule is one sentence, an expression one thing. */
const isSaidWhole = (value: Members): boolean =>
  ruleSchema.safeParse(value).success || expressionSchema.safeParse(value).success;

/** The things of a list by their ids; undefined where they have none. */
function keyed(value: unknown): Map<string, unknown> | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const entries = value.map((thing: unknown): [string, unknown] | undefined => {
    const id = isMembers(thing) ? (thing['id'] ?? thing['name'] ?? thing['variable']) : undefined;
    return typeof id === 'string' ? [id, thing] : undefined;
  });
  return entries.every((entry) => entry !== undefined) ? new Map(entries) : undefined;
}

function nameOfThing(thing: unknown, textOf: TextOf): string | undefined {
  if (!isMembers(thing)) return undefined;
  const label = thing['label'] ?? thing['title'] ?? thing['text'];
  if (typeof label === 'string') return label || undefined;
  const texts = textsSchema.safeParse(label);
  return texts.success ? textOf(texts.data) || undefined : undefined;
}
