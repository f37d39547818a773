import {
  type AnyNodeType,
  type ChangedField,
  type InterfaceLanguage,
  own,
} from '../../../runtime/engine/index.ts';

/** How names are written in the language of the interface. */
export interface Wording {
  language: InterfaceLanguage;
  typeOf: (type: string) => AnyNodeType | undefined;
  nameOfLanguage: (tag: string) => string;
  nameOfChannel: (kind: string) => string;
  /** Of a field of the flow or of every node: its name, its exits, its variables. */
  nameOfMember: (member: string) => string | undefined;
  nameOfNode: (id: string) => string;
}

/** A field that changed, as a person reads it. Without `before` it is new, without `after` it is gone. */
export interface WordedChange {
  field: string;
  before?: string;
  after?: string;
}

/** A changed field in words. Lists of things with ids are told thing by thing. */
export function wordedChanges(
  change: ChangedField,
  nodeType: string | undefined,
  wording: Wording,
): WordedChange[] {
  return itemByItem(change).map(({ path, before, after }) => {
    const isExit = nodeType !== undefined && path[0] === 'exits';
    const shown = (value: unknown): string =>
      isExit && typeof value === 'string' ? wording.nameOfNode(value) : valueText(value);
    return {
      field: fieldName(path, nodeType, wording),
      ...(before === undefined ? {} : { before: shown(before) }),
      ...(after === undefined ? {} : { after: shown(after) }),
    };
  });
}

/** Name of a field, from the outside inwards: `Options · prices · Label · English`. */
function fieldName(path: readonly string[], nodeType: string | undefined, wording: Wording): string {
  const type = nodeType === undefined ? undefined : wording.typeOf(nodeType);
  const words = type?.words[wording.language];
  const [first = '', second] = path;
  if (words && first === 'exits' && second !== undefined)
    return `${wording.nameOfMember('exits') ?? first} · ${words.exits[second] ?? second}`;
  const inner = nodeType !== undefined && first === 'config' ? path.slice(1) : path;
  const parts: string[] = [];
  const dotted: string[] = [];
  for (const part of inner) {
    const title = words?.fields[[...dotted, part].join('.')]?.title;
    if (title !== undefined) dotted.push(part);
    const name = title ?? (parts.length === 0 ? wording.nameOfMember(part) : undefined);
    if (name !== undefined) parts.push(name);
    // The wording a variant stands beside: its language says enough.
    else if (part !== 'text' && part !== 'variants') parts.push(innerName(part, wording));
  }
  return parts.join(' · ');
}

function innerName(part: string, { nameOfLanguage, nameOfChannel }: Wording): string {
  const channel = nameOfChannel(part);
  if (channel !== part) return channel;
  return /^[a-z]{2}(-[A-Za-z]{2,4})?$/.test(part) ? nameOfLanguage(part) : part;
}

/** Two lists of things with ids differ thing by thing; every other list as a whole. */
function itemByItem(change: ChangedField): ChangedField[] {
  const { path, before, after } = change;
  const old = keyed(before);
  const fresh = keyed(after);
  if (!old || !fresh) return withinRecords(change);
  const ids = [...new Set([...old.keys(), ...fresh.keys()])];
  const items = ids.flatMap((id) =>
    itemByItem({
      path: [...path, id],
      ...(old.has(id) ? { before: old.get(id) } : {}),
      ...(fresh.has(id) ? { after: fresh.get(id) } : {}),
    }).filter((one) => JSON.stringify(one.before) !== JSON.stringify(one.after)),
  );
  // The same things in another order.
  return items.length > 0 ? items : [{ path, before: [...old.keys()], after: [...fresh.keys()] }];
}

function withinRecords(change: ChangedField): ChangedField[] {
  const { path, before, after } = change;
  if (!isRecord(before) || !isRecord(after)) return [change];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) =>
    JSON.stringify(own(before, name)) === JSON.stringify(own(after, name))
      ? []
      : itemByItem({
          path: [...path, name],
          ...(Object.hasOwn(before, name) ? { before: before[name] } : {}),
          ...(Object.hasOwn(after, name) ? { after: after[name] } : {}),
        }),
  );
}

/** The things of a list by their ids; undefined where they have none. */
function keyed(value: unknown): Map<string, unknown> | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const entries = value.map((item: unknown): [string, unknown] | undefined => {
    const id = isRecord(item) ? (item['id'] ?? item['name'] ?? item['variable']) : undefined;
    return typeof id === 'string' ? [id, item] : undefined;
  });
  return entries.every((entry) => entry !== undefined) ? new Map(entries) : undefined;
}

/** Letters of a value that are told; the JSON side by side has the rest. */
const LONGEST = 300;

function valueText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(plain(value));
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** An expression as what it says, and a text of one wording as that. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!isRecord(value)) return value;
  const members = Object.entries(value);
  const [only] = members;
  if (members.length === 1 && only && ['value', 'variable', 'template'].includes(only[0])) return only[1];
  return Object.fromEntries(members.map(([name, inner]) => [name, plain(inner)]));
}

const isRecord = (value: unknown): value is { [name: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
