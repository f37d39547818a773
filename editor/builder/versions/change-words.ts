import type { ChangedField } from '../../../runtime/engine/index.ts';
import { type NamedField, thingByThing } from './thing-by-thing.ts';
import { valueWords } from './value-words.ts';
import { innerName, type ToldNode, type Wording } from './wording.ts';

/** A field that changed, as a person reads it. Without `before` it is new, without `after` it is gone. */
export interface WordedChange {
  field: string;
  before?: string;
  after?: string;
}

/** A changed field in words; without a node it is one of the flow itself. Lists of things with ids are told thing by thing. */
export function wordedChanges(
  change: ChangedField,
  of: { id: string; type: string } | undefined,
  wording: Wording,
): WordedChange[] {
  const node = of && { id: of.id, type: wording.typeOf(of.type) };
  return thingByThing({ ...change, names: change.path }, wording.textOf).map((one) => {
    const shown = (value: unknown): string => valueWords(one.path, value, node, wording);
    return {
      field: fieldName(one, node, wording),
      ...(one.before === undefined ? {} : { before: shown(one.before) }),
      ...(one.after === undefined ? {} : { after: shown(one.after) }),
    };
  });
}

/** Name of a field, from the outside inwards: `Options · Prices · Label · English`. */
function fieldName({ path, names }: NamedField, node: ToldNode | undefined, wording: Wording): string {
  const words = node?.type?.words[wording.language];
  const [first = '', second] = path;
  if (node && first === 'exits' && second !== undefined)
    return `${wording.nameOfMember('exits') ?? first} · ${wording.nameOfExit(node.id, second)}`;
  const skipped = node && first === 'config' ? 1 : 0;
  const titleOf = node ? (dotted: string) => words?.fields[dotted]?.title : wording.nameOfMember;
  const parts: string[] = [];
  const dotted: string[] = [];
  path.slice(skipped).forEach((part, index) => {
    const title = titleOf([...dotted, part].join('.'));
    if (title !== undefined) dotted.push(part);
    const name = title ?? (parts.length === 0 ? wording.nameOfMember(part) : undefined);
    if (name !== undefined) parts.push(name);
    // The wording a variant stands beside: its language says enough.
    else if (part !== 'text' && part !== 'variants') parts.push(innerName(names[skipped + index]!, wording));
  });
  return parts.join(' · ');
}
