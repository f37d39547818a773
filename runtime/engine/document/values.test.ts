import { describe, expect, test } from 'vitest';
import {
  coerce,
  compare,
  evaluate,
  holds,
  LIMITS,
  type Operator,
  type Scope,
  type Value,
  type ValueType,
} from '../index.ts';

describe('a value', () => {
  test.each<[Value, ValueType, Value]>([
    [12, 'text', '12'],
    [true, 'text', 'true'],
    ['12.5', 'number', 12.5],
    ['false', 'yesNo', false],
    ['2026-03-02', 'date', '2026-03-02'],
    ['2026-03-02T10:00:00Z', 'date', '2026-03-02T10:00:00Z'],
    [[1, 2], 'list', [1, 2]],
    [{ a: 1 }, 'record', { a: 1 }],
    [null, 'number', null],
  ])('%j fits %s', (value, type, expected) => {
    expect(coerce(type, value)).toEqual(expected);
  });

  test.each<[Value, ValueType]>([
    [[1], 'text'],
    ['twelve', 'number'],
    ['', 'number'],
    ['1e999', 'number'],
    ['yes', 'yesNo'],
    [1, 'yesNo'],
    ['02.03.2026', 'date'],
    [{ a: 1 }, 'list'],
    [[1], 'record'],
    ['x'.repeat(LIMITS.variableBytes), 'text'],
  ])('%j does not fit %s', (value, type) => {
    expect(() => coerce(type, value)).toThrow(expect.objectContaining({ code: 'value.type' }));
  });
});

describe('an expression', () => {
  const scope: Scope = {
    values: { customer: { name: 'Ada', orders: [{ total: 12 }] }, language: 'en' },
    language: 'en',
    at: 0,
    zone: 'UTC',
  };

  test('is a value, a variable by its path, or a text that is filled in', () => {
    expect(evaluate({ value: [1] }, scope)).toEqual([1]);
    expect(evaluate({ variable: 'customer.orders.0.total' }, scope)).toBe(12);
    expect(evaluate({ template: 'Hello {{ customer.name }}' }, scope)).toBe('Hello Ada');
  });

  test.each(['nobody', 'customer.age', 'customer.name.first', 'constructor', 'customer.toString'])(
    'reads nothing at %s',
    (variable) => {
      expect(evaluate({ variable }, scope)).toBeNull();
    },
  );
});

describe('a comparison', () => {
  test.each<[Value, Operator, Value]>([
    ['10', 'equals', 10],
    ['9', 'less', '10'],
    ['b', 'greater', 'a'],
    ['Ada', 'equals', ' ada '],
    ['0212', 'notEquals', 212],
    [null, 'equals', ''],
    [0, 'notEquals', null],
    [true, 'equals', 'true'],
    ['2026-03-02', 'less', '2026-03-10'],
    ['2026-03-02T10:00:00+03:00', 'less', '2026-03-02T08:00:00Z'],
    ['2026-03-02', 'lessOrEqual', '2026-03-02T00:00:00Z'],
    [['a', 'b'], 'contains', 'B'],
    ['Istanbul', 'contains', 'tan'],
    ['Istanbul', 'startsWith', 'ist'],
    ['Istanbul', 'endsWith', 'BUL'],
    ['b', 'isOneOf', 'a, b, c'],
    [2, 'isOneOf', [1, 2]],
    [[], 'isEmpty', null],
    [{}, 'isEmpty', null],
    [0, 'isNotEmpty', null],
    [false, 'isNotEmpty', null],
    [5, 'greaterOrEqual', 5],
    [5, 'lessOrEqual', '5'],
  ])('%j %s %j', (left, operator, right) => {
    expect(compare(left, operator, right)).toBe(true);
  });

  test.each<[Value, Operator, Value]>([
    [[1], 'less', [2]],
    [{ a: 1 }, 'greater', null],
    [null, 'less', 5],
    [null, 'greaterOrEqual', 0],
    ['abc', 'less', 5],
    ['Ada', 'contains', ''],
    ['Ada', 'startsWith', null],
    ['', 'isNotEmpty', null],
  ])('%j %s %j does not hold', (left, operator, right) => {
    expect(compare(left, operator, right)).toBe(false);
  });

  test.each(['INVOICE', 'İNVOİCE', 'ınvoice'])('%s is the same word in a Turkish flow', (word) => {
    expect(compare(word, 'equals', 'invoice', 'tr')).toBe(true);
  });

  test('sorts by the alphabet of the language', () => {
    expect(compare('ç', 'less', 'd', 'tr')).toBe(true);
    expect(compare('z', 'less', 'ä', 'sv')).toBe(true);
  });

  test('takes a day to begin where the flow is', () => {
    const at = (zone: string) => compare('2026-03-02', 'less', '2026-03-01T22:00:00Z', 'en', zone);
    expect([at('UTC'), at('Europe/Istanbul'), at('Asia/Kuala_Lumpur')]).toEqual([false, true, true]);
  });

  test('joins to a rule by all or any', () => {
    const scope: Scope = { values: { age: 20 }, language: 'en', at: 0, zone: 'UTC' };
    const age = (operator: Operator, value: number) => ({
      left: { variable: 'age' },
      operator,
      right: { value },
    });
    const comparisons = [age('greater', 18), age('greater', 65)];
    expect(holds({ match: 'all', comparisons }, scope)).toBe(false);
    expect(holds({ match: 'any', comparisons }, scope)).toBe(true);
  });
});
