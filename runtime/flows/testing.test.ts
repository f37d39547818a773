import { expect, test } from 'vitest';
import { registry } from '../../nodes/index.ts';
import { flowOf, node } from '../../tests/kit/flow-builder.ts';
import { compile, toMachine } from '../engine/index.ts';
import type { FlowTest } from '../flow-tests/index.ts';
import type { Source } from '../simulated-world/index.ts';
import { runTests, verdictOf } from './testing.ts';

const flow = flowOf({ bye: node('end', { reason: 'done' }) }, { id: 'one', name: 'One', channels: ['chat'] });
const compiled = compile(flow, registry);
const machine = compiled.ok ? toMachine(compiled.machine, 1) : undefined;
const source: Source = { machine: () => machine, drawing: () => flow, calendar: () => undefined };
const tests: FlowTest[] = [
  { id: 'ends', name: 'It ends', channels: ['chat', 'sms'], languages: ['en'], steps: [{ ends: 'done' }] },
];

test('tests are run, and what there was no time for has not passed', async () => {
  expect(verdictOf(await runTests(source, 'one', tests), tests)).toEqual({ passed: 2, failed: 0, red: [] });
  const late = verdictOf(await runTests(source, 'one', tests, {}, -1), tests);
  expect(late).toMatchObject({
    passed: 0,
    failed: 2,
    red: [{ test: 'ends', channel: 'chat' }, { channel: 'sms' }],
  });
  expect(late.red[0]?.told.join(' ')).toContain('took longer than');
});
