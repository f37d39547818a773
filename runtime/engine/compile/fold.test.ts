import { describe, expect, test } from 'vitest';
import { type Action, fold, IDLE, type MachineConfig, type StateJson } from '../index.ts';

const visit = (node: string): Action => ({ type: 'visit', params: { node } });
const waits = (target: string): StateJson => ({
  entry: [visit('wait')],
  on: { 'timer.fired': [{ target }] },
});
const passes = (node: string, target: string): StateJson => ({ entry: [visit(node)], always: [{ target }] });
const begins = (target: string): StateJson => ({ on: { 'flow.started': [{ target }] } as StateJson['on'] });
const folded = (states: MachineConfig['states'], on?: MachineConfig['on']) =>
  fold({ id: 'f', initial: IDLE, states: { [IDLE]: begins('a'), ...states }, ...(on ? { on } : {}) });
const end: StateJson = { type: 'final' };
const first = (config: MachineConfig) => Object.values(config.states[IDLE]?.on ?? {})[0]?.[0];

describe('folding', () => {
  test('turns a straight run into actions of the way that leads to it', () => {
    const config = folded({ a: passes('a', 'b'), b: passes('b', 'wait'), wait: waits('end'), end });
    expect(Object.keys(config.states)).toEqual([IDLE, 'wait', 'end']);
    expect(first(config)).toMatchObject({ target: 'wait', actions: [visit('a'), visit('b')] });
  });

  test('keeps a branch, a wait and an end', () => {
    const fork: StateJson = {
      always: [{ target: 'b', guard: { type: 'failedIn', params: { node: 'x' } } }, { target: 'end' }],
    };
    const config = folded({ a: fork, b: waits('end'), end });
    expect(Object.keys(config.states)).toEqual([IDLE, 'a', 'b', 'end']);
  });

  test('keeps a single way that has a guard', () => {
    const gate: StateJson = {
      always: [{ target: 'end', guard: { type: 'failedIn', params: { node: 'x' } } }],
    };
    expect(Object.keys(folded({ a: gate, end }).states)).toContain('a');
  });

  test('leaves and enters anew where a run comes back to its own question', () => {
    const config = folded({ a: waits('again'), again: passes('again', 'a') });
    expect(config.states['a']?.on?.['timer.fired']).toEqual([
      { target: 'a', actions: [visit('again')], reenter: true },
    ]);
  });

  test('folds the ways of the whole flow too, which need no word to enter anew', () => {
    const config = folded(
      { a: waits('a'), gone: passes('gone', 'end'), end },
      { 'interaction.left': [{ target: '.gone' }] },
    );
    expect(config.on?.['interaction.left']).toEqual([{ target: '.end', actions: [visit('gone')] }]);
    expect(Object.keys(config.states)).toEqual([IDLE, 'a', 'end']);
  });

  test('comes to an end in a ring of nothing but passing states', () => {
    const config = folded({ a: passes('a', 'b'), b: passes('b', 'a') });
    expect(first(config)?.target).toBe('a');
  });

  test('is not changed by folding twice', () => {
    const config = folded({ a: passes('a', 'wait'), wait: waits('again'), again: passes('again', 'wait') });
    expect(fold(config)).toEqual(config);
  });
});
