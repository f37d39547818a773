import { describe, expect, test } from 'vitest';
import { compile } from '../../runtime/engine/index.ts';
import { flowOf, node } from '../../tests/kit/flow-builder.ts';
import { scenario } from '../../tests/kit/scenario.ts';
import { registry } from '../index.ts';

const flowWith = (config: Record<string, unknown>) =>
  flowOf(
    {
      dial: node('transfer', config, { completed: 'bye', busy: 'bye', noAnswer: 'bye', failed: 'bye' }),
      bye: node('end'),
    },
    { channels: ['voice'], variables: [{ name: 'branch', type: 'text', initial: '+442079460002' }] },
  );

describe('a number that is written down', () => {
  const pathsOf = (config: Record<string, unknown>) =>
    compile(flowWith(config), registry).issues.map(({ code, path }) => `${code} ${path?.join('.')}`);

  test.each(['02079460000', '+44 20 7946 0000', '+0123456789', '', 442079460000])(
    'is refused as %j',
    (value) => {
      expect(pathsOf({ to: { value } })).toEqual(['transfer.number config.to']);
    },
  );

  test('is refused as caller ID too', () => {
    expect(pathsOf({ to: { variable: 'branch' }, callerId: { value: '999' } })).toEqual([
      'transfer.number config.callerId',
    ]);
  });
});

test('dials what the variable holds, and tells afterwards how it went', () => {
  const contact = scenario(flowWith({ to: { variable: 'branch' }, timeoutSeconds: 20 }))
    .calls()
    .effect('channel.dial', { to: '+442079460002', timeoutSeconds: 20 })
    .effectSucceeds({ status: 'busy', seconds: 0 })
    .took('dial', 'busy')
    .ends();
  expect(contact.snapshot.frames[0]?.context.result).toEqual({ status: 'busy', seconds: 0 });
});

test('a status nobody knows is a failure, never a success', () => {
  scenario(flowWith({ to: { variable: 'branch' } }))
    .calls()
    .effectSucceeds({ status: 'odd' })
    .took('dial', 'failed');
});
