import { expect, test } from 'vitest';
import { flowOf, node } from '../../../tests/kit/flow-builder.ts';
import { completionOf } from '../../../runtime/flows/completion.ts';
import { codeCompletionAt, inputMembers } from './code-completion.ts';

/** What the server tells of a node with two inputs. */
const { declarations } = completionOf(
  flowOf(
    {
      sum: node('code', {
        inputs: { amount: { variable: 'price' }, name: { template: '{{ customer.name }}' } },
        source: 'return {};',
      }),
    },
    { variables: [{ name: 'price', type: 'number' }] },
  ),
  'sum',
);
const members = inputMembers(declarations);

test('the inputs of a node are read with their types', () => {
  expect(members).toEqual([
    { name: 'amount', type: 'number | null' },
    { name: 'name', type: 'string' },
  ]);
  expect(inputMembers('')).toEqual([]);
});

test.each([
  ['return input.^', ['amount', 'name']],
  ['const sum = 2 * input.am^', ['amount']],
  ['return [inp^', ['input']],
  ['return myinput.^', undefined],
  ['return other.input.^', undefined],
  ['return input.amount^', undefined],
  ['return input.price^', undefined],
])('at "%s" %j are offered', (marked, names) => {
  const caret = marked.indexOf('^');
  const found = codeCompletionAt(marked.replace('^', ''), caret, members);
  expect(found?.members.map(({ name }) => name)).toEqual(names);
});
