import { timeOf } from '../template/filters.ts';
import type { Comparison, Operator, Rule } from './comparison.ts';
import { evaluate, type Scope } from './evaluate.ts';
import { asText, type Value } from './value.ts';

/** Does the rule hold? Texts compare without regard to case; a text that reads as a number compares as one with numbers. */
export function holds(rule: Rule, scope: Scope): boolean {
  const test = (comparison: Comparison) =>
    compare(
      evaluate(comparison.left, scope),
      comparison.operator,
      comparison.right ? evaluate(comparison.right, scope) : null,
      scope.language,
      scope.zone,
    );
  return rule.match === 'all' ? rule.comparisons.every(test) : rule.comparisons.some(test);
}

/** Compares two values. Values of kinds that have no order (`less` on a list) never compare true. */
export function compare(
  left: Value,
  operator: Operator,
  right: Value,
  language = 'en',
  zone = 'UTC',
): boolean {
  switch (operator) {
    case 'isEmpty':
      return isEmpty(left);
    case 'isNotEmpty':
      return !isEmpty(left);
    case 'equals':
      return same(left, right, language);
    case 'notEquals':
      return !same(left, right, language);
    case 'contains':
      return Array.isArray(left)
        ? left.some((item) => same(item, right, language))
        : text(left, language).includes(text(right, language)) && !isEmpty(right);
    case 'startsWith':
      return !isEmpty(right) && text(left, language).startsWith(text(right, language));
    case 'endsWith':
      return !isEmpty(right) && text(left, language).endsWith(text(right, language));
    case 'isOneOf':
      return listOf(right).some((item) => same(left, item, language));
    default:
      return inOrder(left, operator, right, language, zone);
  }
}

function inOrder(left: Value, operator: Operator, right: Value, language: string, zone: string): boolean {
  const order = rank(left, right, language, zone);
  if (order === undefined) return false;
  switch (operator) {
    case 'less':
      return order < 0;
    case 'lessOrEqual':
      return order <= 0;
    case 'greater':
      return order > 0;
    default:
      return order >= 0;
  }
}

function rank(left: Value, right: Value, language: string, zone: string): number | undefined {
  const numbers = [asNumber(left), asNumber(right)];
  if (numbers[0] !== undefined && numbers[1] !== undefined) return numbers[0] - numbers[1];
  if (typeof left !== 'string' || typeof right !== 'string') return undefined;
  // A day begins where the flow is, and two instants may be written in two zones.
  const [one, other] = [left, right].map((text) =>
    /^\d{4}-/.test(text) ? timeOf(text, { at: 0, zone }) : undefined,
  );
  if (one && other) return one.epochMilliseconds - other.epochMilliseconds;
  return left.localeCompare(right, language);
}

function same(left: Value, right: Value, language: string): boolean {
  if (left === null || right === null) return isEmpty(left) && isEmpty(right);
  if (typeof left === 'number' || typeof right === 'number') {
    const numbers = [asNumber(left), asNumber(right)];
    return numbers[0] !== undefined && numbers[0] === numbers[1];
  }
  if (typeof left === 'object' || typeof right === 'object')
    return JSON.stringify(left) === JSON.stringify(right);
  return text(left, language) === text(right, language);
}

function asNumber(value: Value): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || !/^\s*[-+]?\d+(\.\d+)?\s*$/.test(value) || /^\s*[+0]\d/.test(value))
    return undefined;
  return Number(value);
}

function listOf(value: Value): Value[] {
  if (Array.isArray(value)) return value;
  return typeof value === 'string' ? value.split(',').map((item) => item.trim()) : [value];
}

function isEmpty(value: Value): boolean {
  if (value === null || value === '') return true;
  if (typeof value !== 'object') return false;
  return Array.isArray(value) ? value.length === 0 : Object.keys(value).length === 0;
}

/** Without case. Turkish has two letters i, and a code such as VIP must mean the same in every language. */
function text(value: Value, language: string): string {
  return asText(value)
    .trim()
    .normalize('NFC')
    .toLocaleLowerCase(language)
    .replace(/i\u0307|ı/g, 'i');
}
