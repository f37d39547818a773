import type { Param } from './guard.ts';
import type { Statement, Unit } from './apply-group.ts';

/** A group as it crosses the thread: SQL text travels once and is a number from then on; the rest is one flat array. */
export type GroupMessage = { texts: string[]; flat: Param[] };

/** What asks the thread to empty the WAL, and its answer. */
export const EMPTY_WAL = 'empty-wal';

const noExpectation = -1;

/** Turns groups into messages; remembers which SQL text the other side already has. */
export const groupPacker = (): ((units: readonly Unit[]) => GroupMessage) => {
  const known = new Map<string, number>();
  return (units) => {
    const texts: string[] = [];
    const flat: Param[] = [];
    for (const { statements } of units) {
      flat.push(statements.length);
      for (const { sql, params, expect } of statements) {
        let id = known.get(sql);
        if (id === undefined) {
          id = known.size;
          known.set(sql, id);
          texts.push(sql);
        }
        flat.push(id, expect ?? noExpectation, params.length, ...params);
      }
    }
    return { texts, flat };
  };
};

/** The other side of `groupPacker`. */
export const groupUnpacker = (): ((message: GroupMessage) => Unit[]) => {
  const known: string[] = [];
  return ({ texts, flat }) => {
    known.push(...texts);
    const units: Unit[] = [];
    for (let at = 0; at < flat.length;) {
      const statements: Statement[] = [];
      const count = Number(flat[at++]);
      for (let index = 0; index < count; index++) {
        const sql = known[Number(flat[at])]!;
        const expect = Number(flat[at + 1]);
        const first = at + 3;
        at = first + Number(flat[at + 2]);
        const params = flat.slice(first, at);
        statements.push(expect === noExpectation ? { sql, params } : { sql, params, expect });
      }
      units.push({ statements });
    }
    return units;
  };
};
