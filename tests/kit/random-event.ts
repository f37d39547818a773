import type { Happening, InternalEvent } from '../../runtime/engine/index.ts';
import { type Dice, INPUTS, oneOf } from './random-flow.ts';

/** Anything that can happen to a running flow, and a few things that should not. */
export function randomEvent(
  dice: Dice,
  nodes: string[],
): Exclude<Happening, { type: 'contact.opened' }> | InternalEvent {
  switch (dice(12)) {
    case 0:
    case 1:
      return { type: 'timer.fired', timer: dice(10) };
    case 2:
      return { type: 'input.timedOut' };
    case 3:
      return {
        type: 'effect.succeeded',
        effect: 'e',
        result: { status: oneOf(dice, ['completed', 'busy', 'odd']) },
      };
    case 4:
      return { type: 'effect.failed', effect: 'e', failure: { kind: 'refused', code: 'no' } };
    case 5:
      return { type: 'interaction.left' };
    case 6:
      return {
        type: 'flow.returned',
        result: { outcome: oneOf(dice, ['identified', 'refused', 'completed', 'odd']), account: 'TR-1' },
      };
    case 7:
      return { type: 'flow.error', node: oneOf(dice, nodes), code: 'test' };
    case 8:
      return { type: 'contact.closed', reason: 'test' };
    default:
      return { type: 'input.received', input: oneOf(dice, INPUTS) };
  }
}
