import type { Draw } from '../../kit/forgeries.ts';
import type { Schema } from './operations.ts';

/** Texts that have broken other programs. */
const NASTY = [
  '',
  ' ',
  'null',
  'undefined',
  '__proto__',
  'constructor',
  "' OR 1=1 --",
  '"; DROP TABLE users; --',
  '../../../../etc/passwd',
  '%00',
  '%',
  '\u0000',
  '\ud800',
  '\u202egnp.exe',
  '{{ 7 | times: 7 }}',
  '<script>alert(1)</script>',
  '$ne',
  '[object Object]',
  '9'.repeat(400),
  'x'.repeat(20_000),
  'a@b.example',
  'https://attacker.example/',
  'http://169.254.169.254/latest/meta-data/',
  '1970-01-01T00:00:00Z',
  'tr',
  '-1',
  '1e400',
];
const NUMBERS = [0, -1, 1, 0.5, 2 ** 31, 2 ** 53, -(2 ** 63), Number.MAX_VALUE, 1e-9];

/** Values by a schema, most of them right in part: a request that is wrong everywhere is refused at the first door. */
export function generator(draw: Draw, named: { [name: string]: Schema }, ids: readonly string[]) {
  const pick = <Item>(items: readonly Item[]): Item => items[draw(items.length)]!;
  const text = (): string =>
    draw(3) === 0 ? pick(NASTY) : draw(2) === 0 ? pick(ids) : draw.text(1 + draw(12));
  const anything = (depth: number): unknown => {
    switch (draw(depth > 3 ? 4 : 6)) {
      case 0:
        return text();
      case 1:
        return pick(NUMBERS);
      case 2:
        return draw(2) === 0;
      case 3:
        return null;
      case 4:
        return Array.from({ length: draw(4) }, () => anything(depth + 1));
      default:
        return Object.fromEntries(Array.from({ length: draw(4) }, () => [text(), anything(depth + 1)]));
    }
  };
  const object = (schema: Schema, depth: number): { [name: string]: unknown } => {
    const { properties = {}, required = [], additionalProperties } = schema;
    const made: { [name: string]: unknown } = {};
    for (const [name, one] of Object.entries(properties))
      if (draw(12) !== 0 && (required.includes(name) || draw(2) === 0)) made[name] = value(one, depth + 1);
    if (typeof additionalProperties === 'object')
      for (let count = draw(4); count > 0; count -= 1) made[text()] = value(additionalProperties, depth + 1);
    if (draw(15) === 0) made[text()] = anything(depth + 1);
    return made;
  };
  const value = (schema: Schema | undefined, depth = 0): unknown => {
    if (!schema || depth > 8 || draw(14) === 0) return anything(depth);
    if (schema.$ref !== undefined) return value(named[schema.$ref.split('/').pop() ?? ''], depth + 1);
    if (schema.const !== undefined) return schema.const;
    if (schema.enum) return pick(schema.enum);
    const several = schema.anyOf ?? schema.oneOf;
    if (several) return value(pick(several), depth + 1);
    if (schema.allOf)
      return Object.assign({}, ...schema.allOf.map((one) => value(one, depth + 1))) as unknown;
    const type = Array.isArray(schema.type) ? pick(schema.type) : schema.type;
    if (type === 'object' || schema.properties) return object(schema, depth);
    if (type === 'array') return Array.from({ length: draw(4) }, () => value(schema.items, depth + 1));
    if (type === 'string') return text();
    if (type === 'integer') return draw(3) === 0 ? pick(NUMBERS) : draw(100);
    if (type === 'number') return pick(NUMBERS);
    if (type === 'boolean') return draw(2) === 0;
    return type === 'null' ? null : anything(depth);
  };
  return { value, text, anything: () => anything(0), pick };
}
