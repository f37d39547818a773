import { Map as SharedMap } from 'yjs';
import { areInUsualOrder, own } from '../engine/index.ts';
import { keyOf, LIST, ORDER, PLACE } from './keys.ts';
import { placesFor } from './places.ts';
import { entriesOf, isMembers, type Kind, kindOf, type Members, same, type Shape, shapeOf } from './shape.ts';

/** A part of the shared document. */
export type Part = SharedMap<unknown>;

/**
 * Writes what changed between two values into the part that keeps the first, and nothing else: what two people changed in
 * different places is both there afterwards. The part may have gone on since; what is gone there stays gone.
 */
export function writeChange(part: Part, before: unknown, after: unknown, shape: Shape): void {
  const kind = kindOf(after, shape);
  if (kind === 'record') writeMembers(part, before as Members, after as Members, shape);
  else writeList(part, entriesOf(before, kind), entriesOf(after, kind), shape);
}

function writeMembers(part: Part, before: Members, after: Members, shape: Shape): void {
  const names = Object.keys(after).filter((name) => after[name] !== undefined);
  for (const name of Object.keys(before))
    if (before[name] !== undefined && own(after, name) === undefined) part.delete(keyOf(name));
  for (const name of names) {
    const [was, is] = [own(before, name), after[name]];
    if (is === was) continue;
    const below = shapeOf(shape, name);
    const kept = part.get(keyOf(name));
    if (kept instanceof SharedMap && mergeable(was, is, below)) writeChange(kept as Part, was, is, below);
    else if (!same(was, is)) part.set(keyOf(name), sharedOf(is, below));
  }
  if (!same(Object.keys(before), Object.keys(after))) noteOrder(part, names, shape);
}

/**
 * Whether a change can be written into what is there. A field that was one kind of thing and becomes another (a fixed value,
 * now a variable) is replaced: merged with what somebody else made of it, it would be both at once and neither.
 */
function mergeable(before: unknown, after: unknown, shape: Shape): boolean {
  const kind = kindOf(after, shape);
  if (kind === 'whole' || kind !== kindOf(before, shape)) return false;
  if (kind !== 'record' || shape !== 'field' || !isMembers(before) || !isMembers(after)) return true;
  const [was, is] = [before, after];
  const added = Object.keys(is).some((name) => !Object.hasOwn(was, name));
  const removed = Object.keys(was).some((name) => !Object.hasOwn(is, name));
  return !(added && removed);
}

/** Notes the order of members where it is not the usual one. */
function noteOrder(part: Part, names: string[], shape: Shape): void {
  if (!isUsual(names, shape)) part.set(ORDER, names);
  else if (part.has(ORDER)) part.delete(ORDER);
}

/** Places of a drawing have no order. */
const isUsual = (names: string[], shape: Shape): boolean => shape === 'places' || areInUsualOrder(names);

function writeList(
  part: Part,
  before: readonly [string, unknown][],
  after: readonly [string, unknown][],
  shape: Shape,
): void {
  const was = new Map(before);
  const is = new Map(after);
  for (const key of was.keys()) if (!is.has(key)) part.delete(keyOf(key));
  for (const [key, item] of after) {
    const kept = part.get(keyOf(key));
    const below = shapeOf(shape, key);
    if (!was.has(key)) part.set(keyOf(key), itemOf(item, below));
    else if (kept instanceof SharedMap && was.get(key) !== item)
      writeMembers(kept as Part, was.get(key) as Members, item as Members, below);
  }
  const wanted = after.map(([key]) => key).filter((key) => part.has(keyOf(key)));
  if (same([...was.keys()], wanted)) return;
  for (const [key, place] of placesFor(wanted, (one) => placeOf(part.get(keyOf(one)))))
    (part.get(keyOf(key)) as Part).set(PLACE, place);
}

/** Where an item stands in its list. */
export function placeOf(item: unknown): number | undefined {
  const place = item instanceof SharedMap ? (item as Part).get(PLACE) : undefined;
  return typeof place === 'number' ? place : undefined;
}

function itemOf(item: unknown, shape: Shape): Part {
  const part: Part = new SharedMap();
  fill(part, item as Members, shape);
  return part;
}

function fill(part: Part, members: Members, shape: Shape): void {
  const names = Object.keys(members).filter((name) => members[name] !== undefined);
  for (const name of names) part.set(keyOf(name), sharedOf(members[name], shapeOf(shape, name)));
  if (!isUsual(names, shape)) part.set(ORDER, names);
}

/** A value as the shared document keeps it. */
function sharedOf(value: unknown, shape: Shape): unknown {
  const kind: Kind = kindOf(value, shape);
  if (kind === 'whole') return value;
  const part: Part = new SharedMap();
  if (kind === 'record') {
    fill(part, value as Members, shape);
    return part;
  }
  part.set(LIST, kind);
  entriesOf(value, kind).forEach(([key, item], place) => {
    const kept = itemOf(item, shapeOf(shape, key));
    kept.set(PLACE, place);
    part.set(keyOf(key), kept);
  });
  return part;
}
