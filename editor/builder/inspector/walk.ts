import type { Field, Form } from './form.ts';

export type Path = readonly (string | number)[];
/** A part of a config with the form that shows it; one that has fields of its own is not a leaf. */
export interface Leaf {
  form: Form;
  value: unknown;
  path: Path;
}

/** Every leaf of a config as its form sees it, in the order of the form. What does not fit the form is passed over. */
export function* leavesOf(form: Form, value: unknown, path: Path = []): Generator<Leaf> {
  if (value === undefined) return;
  switch (form.kind) {
    case 'group':
      yield* members(form.fields, value, path);
      return;
    case 'variants': {
      const chosen = memberOf(value, form.by);
      const variant = form.variants.find((one) => one.value === chosen);
      if (variant) yield* members(variant.fields, value, path);
      return;
    }
    case 'list':
      if (Array.isArray(value))
        for (const [index, item] of value.entries()) yield* leavesOf(form.item, item, [...path, index]);
      return;
    case 'named':
      for (const name of form.names) yield* leavesOf(form.of, memberOf(value, name), [...path, name]);
      return;
    default:
      yield { form, value, path };
  }
}

function* members(fields: readonly Field[], value: unknown, path: Path): Generator<Leaf> {
  for (const { name, form } of fields) yield* leavesOf(form, memberOf(value, name), [...path, name]);
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as { [name: string]: unknown })[name]
    : undefined;

/** The member of a value that a path leads to; undefined where nothing is. */
export const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((inner, key) => memberOf(inner, String(key)), value);

/** The same value with something else at a path, `undefined` for nothing; the very same where nothing changes. */
export function written(value: unknown, [key, ...rest]: Path, to: unknown): unknown {
  if (key === undefined) return to;
  if (Array.isArray(value)) {
    const index = Number(key);
    const item = written(value[index], rest, to);
    if (item === value[index]) return value;
    return item === undefined ? value.toSpliced(index, 1) : value.toSpliced(index, 1, item);
  }
  const given = (typeof value === 'object' && value !== null ? value : {}) as { [name: string]: unknown };
  const member = written(given[key], rest, to);
  if (member === given[key]) return value;
  if (member !== undefined) return { ...given, [key]: member };
  const { [key]: _gone, ...others } = given;
  return others;
}
