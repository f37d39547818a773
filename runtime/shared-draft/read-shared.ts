import { Map as SharedMap, type YEvent } from 'yjs';
import { areInUsualOrder, byUsualOrder } from '../engine/index.ts';
import { LIST, nameOf, ORDER } from './keys.ts';
import { isMembers } from './shape.ts';
import { type Part, placeOf } from './write-shared.ts';

/** The shared document holds something that is no flow: nobody who uses this editor wrote that. */
export class Unreadable extends Error {}

const DEEPEST = 40;
/** Members that would be mistaken for a prototype by whoever copies them carelessly. */
const FORBIDDEN = ['__proto__', 'constructor', 'prototype'];

/** Reads a part; what did not change since the last time is the very same object. Throws `Unreadable`. */
export interface SharedReader {
  read(): unknown;
  close(): void;
}

export function sharedReader(root: Part): SharedReader {
  const known = new WeakMap<object, object>();
  const forget = (events: YEvent<Part>[]): void => {
    for (const event of events)
      for (let part: object | null = event.target; part; part = (part as Part).parent) known.delete(part);
  };
  root.observeDeep(forget as Parameters<Part['observeDeep']>[0]);

  const valueOf = (kept: unknown, depth: number): unknown => {
    if (depth > DEEPEST) throw new Unreadable('too deep');
    if (!(kept instanceof SharedMap)) return json(kept, depth);
    const read = known.get(kept);
    if (read) return read;
    const anew = partOf(kept as Part, depth);
    known.set(kept, anew);
    return anew;
  };

  const partOf = (part: Part, depth: number): object => {
    const list = part.get(LIST);
    if (list === undefined) return recordOf(part, depth);
    const items = membersOf(part)
      .map(([name, item]) => ({ name, item, place: placeOf(item) ?? 0 }))
      .toSorted((one, other) => one.place - other.place || (one.name < other.name ? -1 : 1));
    if (!items.every(({ item }) => item instanceof SharedMap)) throw new Unreadable('a list of no things');
    if (list === 'text') return items.map(({ name }) => json(name, depth));
    return list === 'key'
      ? Object.fromEntries(items.map(({ name, item }) => [allowed(name), valueOf(item, depth + 1)]))
      : items.map(({ item }) => valueOf(item, depth + 1));
  };

  const recordOf = (part: Part, depth: number): object => {
    const order: unknown = part.get(ORDER);
    const record: { [name: string]: unknown } = {};
    for (const [name, kept] of inOrder(membersOf(part), order))
      record[allowed(name)] = valueOf(kept, depth + 1);
    return record;
  };

  return {
    read: () => valueOf(root, 0),
    close: () => root.unobserveDeep(forget as Parameters<Part['observeDeep']>[0]),
  };
}

type Member = readonly [name: string, kept: unknown];

/** What of a part is of the flow. */
function membersOf(part: Part): Member[] {
  const members: Member[] = [];
  part.forEach((kept, key) => {
    const name = nameOf(key);
    if (name !== undefined) members.push([name, kept]);
  });
  return members;
}

/** @param noted the order that was noted, if any; what it does not name follows in the usual one */
function inOrder(members: readonly Member[], noted: unknown): Iterable<Member> {
  // Nearly all are: that is how they were written.
  const usual = areInUsualOrder(members.map(([name]) => name))
    ? members
    : members.toSorted(([one], [other]) => byUsualOrder(one, other));
  if (!Array.isArray(noted)) return usual;
  const byName = new Map(usual);
  const first = noted.flatMap((name: unknown): Member[] =>
    typeof name === 'string' && byName.has(name) ? [[name, byName.get(name)]] : [],
  );
  return new Map([...first, ...usual]);
}

function allowed(name: string): string {
  if (FORBIDDEN.includes(name) || name.includes('\0')) throw new Unreadable('a forbidden name');
  return name;
}

/** A plain value, made sure of: a document can carry what JSON cannot. */
function json(value: unknown, depth: number): unknown {
  if (depth > DEEPEST) throw new Unreadable('too deep');
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value === 'string' && !value.includes('\0')) return value;
  if (Array.isArray(value)) for (const item of value) json(item, depth + 1);
  else if (isMembers(value) && Object.getPrototypeOf(value) === Object.prototype)
    for (const [name, item] of Object.entries(value)) {
      allowed(name);
      json(item, depth + 1);
    }
  else throw new Unreadable('no JSON');
  return value;
}
