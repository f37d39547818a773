import { expect, test } from 'vitest';
import { type GuideFacts, nextStep } from './guide.ts';

const facts = (more: Partial<GuideFacts>): GuideFacts => ({
  nodes: 0,
  unfilled: 0,
  loose: 0,
  isPublished: false,
  hasChatted: false,
  ...more,
});
const step = (more: Partial<GuideFacts>, path = '/flows/mine') =>
  nextStep({ is: 'on', flow: 'mine', facts: facts(more) }, path);

test('the next step is told from what is there', () => {
  expect(nextStep({ is: 'on' }, '/')).toBe('create');
  expect(step({}, '/')).toBe('open');
  expect(step({})).toBe('add');
  expect(step({ nodes: 1, unfilled: 2 })).toBe('connect');
  expect(step({ nodes: 3, loose: 1 })).toBe('connect');
  expect(step({ nodes: 3, unfilled: 1 })).toBe('fill');
  expect(step({ nodes: 3 })).toBe('publish');
  expect(step({ nodes: 3, isPublished: true })).toBe('chat');
  expect(step({ nodes: 3, isPublished: true, hasChatted: true })).toBe('done');
});

test('whoever goes another way is not lost', () => {
  expect(step({ nodes: 9 })).toBe('publish');
  expect(step({ nodes: 1, isPublished: true })).toBe('chat');
  expect(step({ nodes: 3, isPublished: true, hasChatted: true }, '/contacts')).toBe('done');
});
