import { type Expression, expressionSchema, ruleSchema, type Value } from '../../../runtime/engine/index.ts';
import { writtenValue } from '../inspector/written.ts';
import { referredBy } from '../node-gist.ts';
import { innerName, isLanguage, isMembers, type Members, type ToldNode, type Wording } from './wording.ts';

/** Letters of a value that are told; the JSON side by side has the rest. */
const LONGEST = 300;
export const NOTHING = '–';

/**
 * A value as a person reads it: what it refers to by its name, rules as sentences, records field by field.
 * @param path where it stands, within the node or the flow
 */
export function valueWords(
  path: readonly string[],
  value: unknown,
  node: ToldNode | undefined,
  wording: Wording,
): string {
  const text = node ? inNode(path, value, node, wording) : inFlow(path, value, wording);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function inNode(path: readonly string[], value: unknown, { type }: ToldNode, wording: Wording): string {
  const { language, nameOf, nameOfNode, typeOf } = wording;
  const [part, field, ...inner] = path;
  const words = type?.words[language];
  if (typeof value === 'string') {
    if (part === 'exits') return nameOfNode(value);
    if (part === 'type') return typeOf(value)?.words[language].label ?? value;
    const what = type && field !== undefined && inner.length === 0 ? referredBy(type).get(field) : undefined;
    if (what) return nameOf(what, value) ?? value;
  }
  const from = part === 'config' ? path.slice(1) : path;
  return spoken(value, from, (dotted) => words?.fields[dotted]?.title, wording);
}

function inFlow(path: readonly string[], value: unknown, wording: Wording): string {
  const { nameOfLanguage, nameOfChannel, nameOfMember, nameOfNode, nameOfValueType } = wording;
  const [part] = path;
  const last = path.at(-1);
  if (typeof value === 'string') {
    if (part === 'start' || part === 'handlers') return nameOfNode(value);
    if (part === 'variables' && last === 'type') return nameOfValueType(value);
  }
  const list = Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : undefined;
  if (list && part === 'languages') return list.map(nameOfLanguage).join(', ');
  if (list && part === 'channels') return list.map(nameOfChannel).join(', ');
  if (part !== 'variables' || !isMembers(value)) return spoken(value, path, nameOfMember, wording);
  const { type } = value;
  const named = typeof type === 'string' ? { ...value, type: nameOfValueType(type) } : value;
  return spoken(named, path, nameOfMember, wording);
}

/** Title of a field by the names that lead there, without the ids of things in lists. */
type TitleOf = (dotted: string) => string | undefined;

function spoken(value: unknown, path: readonly string[], titleOf: TitleOf, wording: Wording): string {
  if (value === null || value === '') return NOTHING;
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return wording.yesOrNo(value);
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => spoken(item, path, titleOf, wording));
    return items.join(value.some(isMembers) ? '; ' : ', ') || NOTHING;
  }
  if (!isMembers(value)) return JSON.stringify(value);
  const expression = expressionSchema.safeParse(value);
  if (expression.success) return expressed(expression.data);
  const rule = ruleSchema.safeParse(value);
  if (rule.success) return wording.ruleOf(rule.data);
  return memberByMember(value, path, titleOf, wording);
}

function memberByMember(value: Members, path: readonly string[], titleOf: TitleOf, wording: Wording): string {
  const told = Object.entries(value).filter(([name, inner]) => inner !== undefined && !isSaidElsewhere(name));
  const [only] = told;
  // One wording in one language is the text.
  if (told.length === 1 && only && (only[0] === 'text' || isLanguage(only[0])))
    return spoken(only[1], path, titleOf, wording);
  const parts = told.map(([name, inner]) => {
    const at = [...path, name];
    const words = spoken(inner, at, titleOf, wording);
    const title = titleOf(titled(at, titleOf));
    // A wording and its variants say by themselves what they are.
    if (title === undefined && (name === 'text' || name === 'variants')) return words;
    return `${title ?? innerName(name, wording)}: ${words}`;
  });
  return parts.join(' · ') || NOTHING;
}

/** The thing's own id: the field it stands in tells what it is called. */
const isSaidElsewhere = (name: string): boolean => name === 'id' || name === 'name' || name === 'variable';

/** The names of a path that have a title each, and its last. */
function titled(path: readonly string[], titleOf: TitleOf): string {
  const dotted: string[] = [];
  for (const part of path.slice(0, -1))
    if (titleOf([...dotted, part].join('.')) !== undefined) dotted.push(part);
  return [...dotted, path.at(-1)].join('.');
}

function expressed(expression: Expression): string {
  if ('variable' in expression) return expression.variable;
  if ('template' in expression) return expression.template;
  return writtenValue(expression.value as Value) || NOTHING;
}
