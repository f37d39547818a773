import { expect, test } from 'vitest';
import { stepSchema } from '../../../runtime/flow-tests/flow-test.ts';
import { CATALOGUES } from '../../messages/catalogues.ts';
import { aboutStep } from './step-told.ts';

test.each([
  [{ hears: { en: 'Hello', tr: 'Merhaba' } }, 'Merhaba'],
  [{ offers: ['tea', 'none'] }, 'tea, none'],
  [{ takes: 'ask.tea' }, 'ask.tea'],
  [{ variables: { day: 'mon' } }, '{"day":"mon"}'],
  [undefined, ''],
])('a step is told by what it is about: %j', (step, told) => {
  expect(aboutStep(step, 'tr-CY')).toBe(told);
});

test.each(['en', 'tr', 'ms', 'fa'] as const)('every kind of step has words in %s', (language) => {
  const known: { [key: string]: string } = CATALOGUES[language];
  const kinds = ['opens', ...Object.keys(stepSchema.shape)];
  expect(kinds.filter((kind) => !known[`simulator.tests.step.${kind}`])).toEqual([]);
});
