import { expect, test } from 'vitest';
import { compile } from '../../runtime/engine/index.ts';
import { registry } from '../index.ts';
import { flowOf, node } from '../../tests/kit/flow-builder.ts';
import { scenario, type Scenario } from '../../tests/kit/scenario.ts';

const splitting = (sticky: boolean, ...percents: number[]) =>
  flowOf({
    split: node(
      'split',
      { sticky, arms: percents.map((percent, index) => ({ id: `arm${index}`, label: 'Arm', percent })) },
      Object.fromEntries(percents.map((_percent, index) => [`arm${index}`, `end${index}`])),
    ),
    ...Object.fromEntries(
      percents.map((_percent, index) => [`end${index}`, node('end', { reason: `arm${index}` })]),
    ),
  });

const armOf = (contact: Scenario): string => contact.snapshot.ended!.reason;

test.each([true, false])('the shares come out as drawn (sticky: %s)', (sticky) => {
  const flow = splitting(sticky, 20, 50, 30);
  const counts = { arm0: 0, arm1: 0, arm2: 0 };
  for (let seed = 0; seed < 300; seed += 1)
    counts[armOf(scenario(flow, { seed }).chats(`customer-${seed}`)) as keyof typeof counts] += 1;
  expect(counts.arm0 / 300).toBeCloseTo(0.2, 1);
  expect(counts.arm1 / 300).toBeCloseTo(0.5, 1);
  expect(counts.arm2 / 300).toBeCloseTo(0.3, 1);
});

test('the same customer goes the same way, unless every contact is drawn anew', () => {
  const arms = (sticky: boolean) =>
    new Set(
      Array.from({ length: 30 }, (_, seed) => armOf(scenario(splitting(sticky, 50, 50), { seed }).chats())),
    );
  expect(arms(true).size).toBe(1);
  expect(arms(false).size).toBe(2);
});

test('shares that do not come to 100 % are a finding', () => {
  const { issues } = compile(splitting(true, 50, 40), registry);
  expect(issues.map(({ code, values }) => [code, values])).toEqual([['split.sum', { sum: 90 }]]);
});
