import { expect, test } from 'vitest';
import { flowOf, node } from '../../tests/kit/flow-builder.ts';
import { completionOf } from './completion.ts';

const flow = flowOf(
  {
    sum: node(
      'code',
      {
        inputs: {
          prices: { variable: 'prices' },
          city: { variable: 'customer.city' },
          greeting: { template: 'Hello {{ name }}' },
          limit: { value: 3 },
        },
        source: 'return { highest: 1 };',
      },
      { ok: 'bye', failed: 'bye' },
    ),
    bye: node('end', {}),
  },
  { variables: [{ name: 'prices', type: 'list' }] },
);

test('code is told what it may read, and of what type each is', () => {
  expect(completionOf(flow, 'sum').declarations).toBe(
    'declare const input: {\n  prices: unknown[] | null;\n  city: unknown;\n  greeting: string;\n  limit: number;\n};\n',
  );
});

test('texts may read the variables of the flow and what is always there', () => {
  const { variables, declarations } = completionOf(flow, 'bye');
  expect(variables[0]).toEqual({ name: 'prices', type: 'list', declared: true });
  expect(variables).toContainEqual({ name: 'customer', type: 'record', declared: false });
  expect(variables).toContainEqual({ name: 'now', type: 'date', declared: false });
  expect(declarations).toBe('');
});
