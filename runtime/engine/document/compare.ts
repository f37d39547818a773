import { own } from '../own.ts';

/** Changed fields that are listed of one thing; past them it was made anew. */
const MOST_FIELDS = 200;
const MISSING = undefined;

/** A field that is not as it was. `before` or `after` is missing where it was added or removed. */
export interface ChangedField {
  path: string[];
  before?: unknown;
  after?: unknown;
}

export interface NodeRef {
  id: string;
  type: string;
  name: string;
}

/** What it takes to get from one drawing to another. */
export interface FlowComparison {
  added: NodeRef[];
  removed: NodeRef[];
  changed: (NodeRef & { fields: ChangedField[] })[];
  /** Same as before, at another place of the canvas. */
  moved: (NodeRef & { from: unknown; to: unknown })[];
  /** Of the flow itself: name, languages, variables. */
  fields: ChangedField[];
}

type Members = { [name: string]: unknown };

/** Compares two drawings, drafts with gaps included. */
export function compareFlows(before: unknown, after: unknown): FlowComparison {
  const { nodes: oldNodes, layout: oldLayout, ...oldRest } = members(before);
  const { nodes: newNodes, layout: newLayout, ...newRest } = members(after);
  const old = members(oldNodes);
  const fresh = members(newNodes);
  const kept = Object.keys(old).filter((id) => Object.hasOwn(fresh, id));
  return {
    added: Object.keys(fresh)
      .filter((id) => !Object.hasOwn(old, id))
      .map((id) => refOf(id, fresh[id])),
    removed: Object.keys(old)
      .filter((id) => !Object.hasOwn(fresh, id))
      .map((id) => refOf(id, old[id])),
    changed: kept.flatMap((id) => {
      const fields = changedFields(old[id], fresh[id]);
      return fields.length > 0 ? [{ ...refOf(id, fresh[id]), fields }] : [];
    }),
    moved: kept.flatMap((id) => {
      const from = own(members(oldLayout), id);
      const to = own(members(newLayout), id);
      return isSame(from, to) ? [] : [{ ...refOf(id, fresh[id]), from: from ?? null, to: to ?? null }];
    }),
    fields: changedFields(oldRest, newRest),
  };
}

/** Fields that differ, as deep as both sides are records; lists are compared whole. */
function changedFields(before: unknown, after: unknown, path: string[] = []): ChangedField[] {
  if (isSame(before, after)) return [];
  if (!isRecord(before) || !isRecord(after))
    return [
      {
        path,
        ...(before === MISSING ? {} : { before }),
        ...(after === MISSING ? {} : { after }),
      },
    ];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .flatMap((name) => changedFields(own(before, name), own(after, name), [...path, name]))
    .slice(0, MOST_FIELDS);
}

function refOf(id: string, node: unknown): NodeRef {
  const { type, name } = members(node);
  return { id, type: typeof type === 'string' ? type : '', name: typeof name === 'string' ? name : '' };
}

/** The same JSON, whatever the order of its members. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, index) => isSame(item, other[index]));
  if (!isRecord(one) || !isRecord(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && isSame(one[name], other[name]))
  );
}

/** Nothing differs, places of the canvas included. */
export const isUnchanged = ({ added, removed, changed, moved, fields }: FlowComparison): boolean =>
  added.length + removed.length + changed.length + moved.length + fields.length === 0;

const isRecord = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const members = (value: unknown): Members => (isRecord(value) ? value : {});
