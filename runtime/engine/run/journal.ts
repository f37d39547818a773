import { type Effect, type EffectBody, isAwaited } from '../effect.ts';
import type { ContactEvent } from '../event.ts';
import { StepFailure } from './failure.ts';
import { LIMITS } from '../limits.ts';
import type { Action } from '../machine.ts';
import type { Machine } from './machine-runner.ts';
import type { Trace } from './step-result.ts';

/** What a step has asked for and where it went, so far. */
export class Journal {
  readonly effects: Effect[] = [];
  readonly trace: Trace[] = [];
  private visits = 0;
  private readonly contact: string;

  constructor(contact: string) {
    this.contact = contact;
  }

  /** Numbers an effect; gives the id of one the frame waits for. */
  ask(body: EffectBody, { seq }: ContactEvent): string | undefined {
    const id = `${this.contact}/${seq}/${this.effects.length}`;
    this.effects.push({ id, ...body });
    return isAwaited(body) ? id : undefined;
  }

  /** Flows that go to each other run in a ring too, which no single machine sees: the limit is one over all of them. */
  went(action: Extract<Action, { type: 'visit' | 'take' }>, { flow, version }: Machine): void {
    const { params } = action;
    const { node } = params;
    this.trace.push('exit' in params ? { flow, version, node, exit: params.exit } : { flow, version, node });
    if (action.type !== 'visit') return;
    this.visits += 1;
    if (this.visits <= LIMITS.nodesPerStep) return;
    const message = `More than ${LIMITS.nodesPerStep} nodes without a pause.`;
    throw new StepFailure('limit.nodes-per-step', message, action.params.node);
  }

  /** A new event, or the handling of an error, may go as far again. */
  countAnew(): void {
    this.visits = 0;
  }

  save(): { effects: number; trace: number } {
    return { effects: this.effects.length, trace: this.trace.length };
  }

  undoTo({ effects, trace }: { effects: number; trace: number }): void {
    this.effects.length = effects;
    this.trace.length = trace;
  }
}
