import type { FlowDefinition, FlowNode } from '../../../runtime/engine/index.ts';
import { flowOf, node } from '../../kit/flow-builder.ts';

/**
 * A flow of `count` nodes (and an end), in rounds of ten that lead into each other and from the last back to the first:
 * two questions, two ways to go, the rest texts and variables. One input walks through four or five nodes.
 */
export function roundsOfTen(count: number): FlowDefinition {
  const rounds = count / 10;
  const nodes = Array.from({ length: rounds }, (_, round) => roundOf(round, (round + 1) % rounds));
  return flowOf(Object.assign({}, ...nodes, { over: node('end', {}) }) as Record<string, FlowNode>, {
    id: 'long',
    channels: ['api'],
    variables: [
      { name: 'topic', type: 'text', initial: '' },
      { name: 'answer', type: 'text', initial: '' },
      { name: 'kept', type: 'text', initial: '' },
      { name: 'asked', type: 'number', initial: 0 },
    ],
  });
}

function roundOf(round: number, next: number): Record<string, FlowNode> {
  const at = (name: string) => `${name}${round}`;
  const picked = { first: at('note'), second: at('note'), third: at('note') };
  return {
    [at('hello')]: say(`Part ${round} of our questions.`, at('menu')),
    [at('menu')]: node('menu', menu(round), { ...picked, noInput: 'over', noMatch: at('note') }),
    [at('note')]: set([{ variable: 'topic', to: { value: `topic ${round}` } }], at('known')),
    [at('known')]: branch(
      { left: { variable: 'topic' }, operator: 'equals', right: { value: 'topic 3' } },
      at('third'),
      at('other'),
    ),
    [at('third')]: say('You have chosen the third topic.', at('ask')),
    [at('other')]: say('Thank you, we have noted {{ topic }}.', at('ask')),
    [at('ask')]: ask('What would you like to know?', 'answer', at('heard'), 'over'),
    [at('heard')]: say('You said {{ input.spoken }}.', at('again')),
    [at('again')]: branch(
      { left: { variable: 'asked' }, operator: 'greater', right: { value: 5 } },
      at('menu'),
      at('keep'),
    ),
    [at('keep')]: set([{ variable: 'kept', to: { variable: 'answer' } }], `hello${next}`),
  };
}

const menu = (round: number) => ({
  prompt: { en: `Question ${round}: for the first press 1, for the second 2, for the third 3.` },
  options: ['first', 'second', 'third'].map((id, index) => ({
    id,
    label: { en: id },
    key: String(index + 1),
  })),
  announceKeys: false,
  attempts: 3,
  noMatchPrompt: { en: 'That is not one of the choices.' },
});

const say = (text: string, done: string) => node('message', { text: { en: text } }, { done });
const set = (assignments: object[], done: string) => node('set-variables', { set: assignments }, { done });
const branch = (comparison: object, yes: string, no: string) =>
  node(
    'condition',
    { rules: [{ id: 'yes', label: 'Yes', when: { comparisons: [comparison] } }] },
    { yes, else: no },
  );

/** A question that takes any words. */
export const ask = (text: string, saveTo: string, valid: string, given: string): FlowNode =>
  node(
    'collect',
    { prompt: { en: text }, ask: { as: 'text' }, saveTo },
    { valid, invalid: given, noInput: given },
  );
