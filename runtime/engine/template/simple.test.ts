import fc from 'fast-check';
import { expect, test } from 'vitest';
import { liquid, renderFor } from './liquid.ts';
import { renderSimple, simpleTemplate } from './simple.ts';

const name = fc.constantFrom(
  'a',
  'b',
  'size',
  'first',
  'length',
  'true',
  'constructor',
  '__proto__',
  'x1',
  'or',
);
const output = fc
  .tuple(fc.array(name, { minLength: 1, maxLength: 3 }), fc.constantFrom('', ' ', '  '))
  .map(([path, space]) => `{{${space}${path.join('.')}${space}}}`);
const words = fc.constantFrom(
  'Hello ',
  ', ',
  '.',
  '\n',
  'merhaba',
  '}',
  '{',
  '{{- a }}',
  '{{ a | upcase }}',
  '%}',
);
const template = fc.array(fc.oneof(output, words), { maxLength: 5 }).map((parts) => parts.join(''));
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('Ada', '', 0, 1.5, true, null, '{{ a }}'),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(name, tie('any'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).any;
const values = fc.dictionary(name, value, { maxKeys: 4, noNullPrototype: true });

test('reads what it takes for simple exactly as Liquid does', () => {
  fc.assert(
    fc.property(template, values, (source, given) => {
      const simple = simpleTemplate(source);
      fc.pre(simple !== undefined);
      const about = { language: 'en', at: 0, zone: 'UTC' };
      expect(renderSimple(simple!, given)).toBe(renderFor(liquid.parse(source), given, about));
    }),
    { numRuns: 3_000 },
  );
});

test.each([
  '{{ a | upcase }}',
  '{{ a[0] }}',
  '{% if a %}x{% endif %}',
  '{{- a }}',
  '{{ a.size }}',
  '{{ "a" }}',
  '{{ a }} }',
])('leaves %s to Liquid', (source) => expect(simpleTemplate(source)).toBeUndefined());

test('takes a greeting by name', () => {
  expect(renderSimple(simpleTemplate('Hello {{ customer.name }}.')!, { customer: { name: 'Ada' } })).toBe(
    'Hello Ada.',
  );
});
