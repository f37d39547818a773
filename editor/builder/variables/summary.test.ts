import { expect, test } from 'vitest';
import { registry } from '../../../nodes/index.ts';
import { flowOf, node } from '../../../tests/kit/flow-builder.ts';
import { variablesOf } from './summary.ts';

test('variables are told with where they are written and read, and what is never set or never read', () => {
  const flow = flowOf(
    {
      set: node(
        'set-variables',
        { set: [{ variable: 'written', to: { variable: 'given' } }] },
        { done: 'say' },
      ),
      say: node(
        'message',
        { text: { en: '{{ ghost }} {{ lost.name }} {{ customer.name }}' } },
        { done: 'bye' },
      ),
      bye: node('end', {}),
    },
    {
      variables: [
        { name: 'written', type: 'text' },
        { name: 'given', type: 'text', input: true },
        { name: 'ghost', type: 'text' },
      ],
      apology: { en: 'Sorry {{ written }}' },
    },
  );
  const told = variablesOf(flow, registry).map(({ name, declared, writes, reads, neverSet, neverRead }) => ({
    name,
    declared: declared !== undefined,
    writes: writes.map((use) => `${use.node}.${use.path.join('.')}`),
    reads: reads.map((use) => `${use.node ?? ''}.${use.path.join('.')}`),
    neverSet,
    neverRead,
  }));
  expect(told).toEqual([
    {
      name: 'written',
      declared: true,
      writes: ['set.set.0.variable'],
      reads: ['.apology.en'],
      neverSet: false,
      neverRead: false,
    },
    {
      name: 'given',
      declared: true,
      writes: [],
      reads: ['set.set.0.to.variable'],
      neverSet: false,
      neverRead: false,
    },
    { name: 'ghost', declared: true, writes: [], reads: ['say.text.en'], neverSet: true, neverRead: false },
    { name: 'lost', declared: false, writes: [], reads: ['say.text.en'], neverSet: true, neverRead: false },
  ]);
});
