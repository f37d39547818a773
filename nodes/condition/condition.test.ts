import { describe, expect, test } from 'vitest';
import { compile, type Rule } from '../../runtime/engine/index.ts';
import { registry } from '../index.ts';
import { flowOf, node } from '../../tests/kit/flow-builder.ts';

const is = (variable: string, value: string): Rule['comparisons'][number] => ({
  left: { variable },
  operator: 'equals',
  right: { value },
});
const all = (...comparisons: Rule['comparisons']): Rule => ({ match: 'all', comparisons });
const any = (...comparisons: Rule['comparisons']): Rule => ({ match: 'any', comparisons });

/** Codes of the findings about two rules, one above the other. */
function findings(upper: Rule, lower: Rule, lowerId = 'lower'): string[] {
  const flow = flowOf(
    {
      which: node(
        'condition',
        {
          rules: [
            { id: 'upper', label: 'Upper', when: upper },
            { id: lowerId, label: 'Lower', when: lower },
          ],
        },
        { upper: 'end', [lowerId]: 'end', else: 'end' },
      ),
      end: node('end'),
    },
    {
      variables: [
        { name: 'a', type: 'text' },
        { name: 'b', type: 'text' },
      ],
    },
  );
  return compile(flow, registry).issues.map((issue) => issue.code);
}

describe('a rule that can never be taken is reported', () => {
  test.each<[string, Rule, Rule]>([
    ['the same rule above', all(is('a', '1')), all(is('a', '1'))],
    [
      'the same comparisons in another order',
      all(is('a', '1'), is('b', '2')),
      all(is('b', '2'), is('a', '1')),
    ],
    ['a wider rule above', all(is('a', '1')), all(is('a', '1'), is('b', '2'))],
    ['one of several is enough above', any(is('a', '1'), is('b', '2')), all(is('b', '2'))],
    ['one of fewer is enough below', any(is('a', '1'), is('b', '2')), any(is('b', '2'), is('a', '1'))],
  ])('%s', (_why, upper, lower) => {
    expect(findings(upper, lower)).toEqual(['condition.never']);
  });

  test.each<[string, Rule, Rule]>([
    ['another value', all(is('a', '1')), all(is('a', '2'))],
    ['a narrower rule above', all(is('a', '1'), is('b', '2')), all(is('a', '1'))],
    ['a rule that any of two opens', all(is('a', '1')), any(is('a', '1'), is('b', '2'))],
    ['all of two above, any of them below', all(is('a', '1'), is('b', '2')), any(is('a', '1'), is('b', '2'))],
  ])('but not with %s', (_why, upper, lower) => {
    expect(findings(upper, lower)).toEqual([]);
  });
});

test('two rules with one name, and a name that is kept, are refused', () => {
  expect(findings(all(is('a', '1')), all(is('a', '2')), 'upper')).toEqual(['condition.double-rule']);
  expect(findings(all(is('a', '1')), all(is('a', '2')), 'else')).toEqual(['config.invalid']);
});

test('a comparison with nothing to compare with is refused', () => {
  const half: Rule['comparisons'][number] = { left: { variable: 'a' }, operator: 'equals' };
  expect(findings(all(half), all(is('b', '2')))).toEqual(['config.invalid']);
});
