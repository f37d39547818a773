import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nodeTypes } from '../../../nodes/index.ts';
import type { Value } from '../../../runtime/engine/index.ts';
import { beginningOf } from './beginnings.ts';
import { type Field, type Form, formOf } from './form.ts';
import { readNumber, readValue, writtenValue } from './written.ts';

/** A value as the fields of a form show it and give it back: whatever a form has no field for is lost on the way. */
function through(form: Form, value: unknown): unknown {
  switch (form.kind) {
    case 'group':
      return members(form.fields, value as object);
    case 'list':
      return (value as unknown[]).map((item) => through(form.item, item));
    case 'variants': {
      const chosen = (value as { [by: string]: unknown })[form.by];
      const variant = form.variants.find((one) => one.value === chosen);
      return variant && { [form.by]: chosen, ...members(variant.fields, value as object) };
    }
    case 'named':
      return Object.fromEntries(
        Object.entries(value as object)
          .filter(([name]) => form.names.includes(name))
          .map(([name, inner]) => [name, through(form.of, inner)]),
      );
    case 'number':
      return readNumber(String(value));
    case 'choice':
      return form.values.find((one) => one === value);
    case 'json':
      return JSON.parse(JSON.stringify(value));
    case 'expression':
      return 'value' in (value as object)
        ? { value: readValue(writtenValue((value as { value: Value }).value)) }
        : value;
    default:
      return value;
  }
}

const members = (fields: readonly Field[], value: object) =>
  Object.fromEntries(
    fields.flatMap(({ name, form }) => {
      const member = (value as { [name: string]: unknown })[name];
      return member === undefined ? [] : [[name, through(form, member)]];
    }),
  );

const everyForm = (form: Form): Form[] => {
  const inner =
    form.kind === 'group'
      ? form.fields.map((field) => field.form)
      : form.kind === 'list'
        ? [form.item]
        : form.kind === 'named'
          ? [form.of]
          : form.kind === 'variants'
            ? form.variants.flatMap(({ fields }) => fields.map((field) => field.form))
            : [];
  return [form, ...inner.flatMap(everyForm)];
};

describe.each(nodeTypes.map((type) => [type.type, type] as const))('%s', (_name, type) => {
  test('has a form that shows every example and gives it back equal', () => {
    const today = type.examples.filter(({ version = type.version }) => version === type.version);
    const configs = today.map(({ config }) => config);
    expect(configs.map((config) => through(formOf(type), config))).toEqual(configs);
  });

  test('has a field of its own sort for everything but free JSON', () => {
    const json = everyForm(formOf(type)).filter(({ kind }) => kind === 'json').length;
    const free = JSON.stringify(type.examples).includes('"as":"json"') ? 2 : 0;
    expect(json).toBeLessThanOrEqual(free);
  });

  test('begins lists with items that can be read', () => {
    const items = everyForm(formOf(type)).flatMap((form) => (form.kind === 'list' ? [form.item] : []));
    const begun = items.map((item) => beginningOf(item, { name: 'new', pick: 'name' }));
    expect(items.map((item, index) => through(item, begun[index]))).toEqual(begun);
  });
});

test('what is written in a field is the value it came from', () => {
  fc.assert(
    fc.property(fc.jsonValue() as fc.Arbitrary<Value>, (value) => {
      expect(JSON.stringify(readValue(writtenValue(value)))).toBe(JSON.stringify(value));
    }),
  );
});

test.each([
  ['۱۲٫۵', 12.5],
  [' 7 ', 7],
  ['-3', -3],
  ['many', undefined],
  ['', undefined],
])('a number written as "%s"', (written, number) => {
  expect(readNumber(written)).toBe(number);
});
