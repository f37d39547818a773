import type { Asked, Machine } from './machine-runner.ts';
import { asFailure, failingIn, StepFailure } from './failure.ts';
import type { ContactEvent } from '../event.ts';
import { PLAIN } from './decisions.ts';
import { effectOf } from './effect-of-action.ts';
import { entrance } from './entrance.ts';
import { apologyFor } from './apology.ts';
import { frameOf, inputsOf, outputsOf } from './frames.ts';
import { maskedEffect } from './masked-effect.ts';
import { LIMITS } from '../limits.ts';
import { IDLE, nodeOf } from '../machine.ts';
import type { InternalEvent, MachineEvent } from '../snapshot.ts';
import type { Step } from './step-result.ts';
import type { Value } from '../document/value.ts';
import { WorkingCopy } from './working-copy.ts';

/*
 * On the way of every step, here and in the working copy, literals name their own members before they spread others in: in
 * Node 20 each new name after a leading spread costs about a microsecond, before it nothing. Overwriting a member after
 * the spread is as cheap.
 */

/** One step under way: events given to the running flow, and from flow to flow. */
export class Walk extends WorkingCopy {
  /** Begins the contact's first flow. */
  open(flow: string, version: number | undefined, inputs: { [name: string]: Value }): Step {
    this.attempt(() => {
      const { language } = this.before.customer;
      this.frames = [frameOf(this.lookups.machine(flow, version), inputs, language)];
      this.savepoint = this.save();
      this.send({ type: 'flow.started' });
    });
    return this.result();
  }

  /** Answers the event of the step. */
  take(): Step {
    this.attempt(() => this.deliver());
    return this.result();
  }

  ignore(): Step {
    this.status = 'ignored';
    return this.result();
  }

  /** Closes the contact with an apology: the last resort when no flow takes the failure. */
  giveUp(failure: StepFailure): Step {
    this.apologise(failure);
    return this.result();
  }

  /** Does the work, then answers inputs that came too early as soon as a node listens: each is an event of its own. */
  private attempt(work: () => void): void {
    this.guarded(work);
    while (this.inbox.length > 0 && !this.ended && this.waitingFor().includes('input.received')) {
      const [input, ...rest] = this.inbox;
      const { at, seq, seed } = this.event;
      this.inbox = rest;
      this.event = { type: 'input.received', input: input!, at, seq, seed };
      this.guarded(() => this.send(this.event));
    }
  }

  /** If the work fails, undoes it and takes the error exit instead. */
  private guarded(work: () => void): void {
    this.journal.countAnew();
    this.savepoint = this.save();
    try {
      work();
      this.mustListen();
    } catch (error) {
      this.failure = asFailure(error, undefined);
      this.recover(this.failure);
    }
  }

  /** Gives the event to the running frame; leaving and closing go down the stack until a flow takes them. */
  private deliver(): void {
    const { event } = this;
    if (event.type === 'contact.moved') {
      if (!this.enter(event)) this.status = 'ignored';
      return;
    }
    if (this.send(event)) return;
    if (event.type === 'interaction.left' || event.type === 'contact.closed') {
      if (this.frames.length > 1) {
        this.frames.pop();
        this.savepoint = this.save();
        this.deliver();
      } else this.ended = { reason: event.type === 'interaction.left' ? 'left' : event.reason };
    } else if (event.type === 'input.received' && !this.waitingFor().includes(event.type)) {
      this.status = 'kept';
      this.inbox = [...this.inbox, event.input].slice(-LIMITS.inputsKept);
    } else this.status = 'ignored';
  }

  /** Offers the failure to the node it happened in, its flow, the node that called the flow, and so on down. */
  private recover(failure: StepFailure): void {
    this.undoTo(this.savepoint);
    let { node } = failure;
    for (; this.frames.length > 0; this.frames.pop()) {
      this.journal.countAnew();
      const here = this.save();
      try {
        const named = node === undefined ? {} : { node };
        const taken = this.send({ type: 'flow.error', code: failure.code, ...named });
        this.mustListen();
        if (taken) return;
      } catch {
        // The error exit failed too: whoever called this flow is next.
        this.undoTo(here);
      }
      if (this.frames.length === 1) break;
      node = nodeOf(this.frames.at(-2)!.state);
    }
    this.apologise(failure);
  }

  private apologise(failure: StepFailure): void {
    this.failure = failure;
    this.ended = { reason: 'failed' };
    if (this.isGone()) return;
    const root = this.frames[0];
    const machine = root && this.lookups.find(root)?.json;
    const language = root?.context.language ?? this.before.customer.language ?? 'en';
    const apology = apologyFor(machine, language, this.before.channel);
    this.journal.ask({ type: 'channel.prompt', ...apology }, this.event);
    this.journal.ask({ type: 'channel.end', reason: 'failed' }, this.event);
  }

  /** One event through the running machine, and whatever follows from it. False when no transition took it. */
  private send(happened: ContactEvent | InternalEvent): boolean {
    const frame = this.frames.at(-1)!;
    return this.run(this.lookups.machine(frame.flow, frame.version), frame.state, happened);
  }

  /** Puts the contact to another node of the running flow. False when that is no place to be. */
  private enter(moved: Extract<ContactEvent, { type: 'contact.moved' }>): boolean {
    const { flow, version } = this.frames.at(-1)!;
    const machine = entrance(this.lookups.machine(flow, version), moved.node);
    return machine !== undefined && this.run(machine, IDLE, moved);
  }

  private run(machine: Machine, state: string, happened: ContactEvent | InternalEvent): boolean {
    const frame = this.frames.at(-1)!;
    const { at, seq, seed } = this.event;
    const event: MachineEvent = 'at' in happened ? happened : { at, seq, seed, ...happened };
    const context = { contact: this.about, ...frame.context };
    const run = this.decisions.attempt(() =>
      machine.send(
        state,
        context,
        event,
        (id, when) => this.lookups.calendar(id, when),
        this.decisions === PLAIN ? undefined : this.decisions,
      ),
    );
    if (!run.taken) return false;
    const { contact: _contact, ...left } = run.context;
    // A new wait has begun: what the one before it awaited comes too late from now on.
    if (left.timer !== frame.context.timer) delete left.pending;
    this.replaceFrame({ ...frame, state: run.state, context: left });
    this.follow(run.asked, machine, event, run.done, nodeOf(frame.state));
    return true;
  }

  private follow(asked: Asked[], machine: Machine, event: MachineEvent, done: boolean, from: string): void {
    let node = from;
    let end: { reason: string; outcome?: string } = { reason: 'completed' };
    let call: Asked | undefined;
    for (const one of asked) {
      const { action } = one;
      if (action.type === 'visit' || action.type === 'take') {
        if (action.type === 'visit') node = action.params.node;
        this.journal.went(action, machine);
      } else if (action.type === 'end') end = action.params;
      else if (action.type === 'callFlow' || action.type === 'goToFlow') call = one;
      else {
        const body = this.decisions.attempt(
          () => failingIn(node, () => effectOf(action, one.context, event, machine.json)),
          () => maskedEffect(action, one.context.language),
        );
        const pending = body && this.journal.ask(body, this.event);
        if (pending !== undefined) this.remember({ pending });
      }
    }
    if (call) this.call(call, event, machine, node);
    else if (done) this.finish(machine, end);
  }

  /** Enters another flow: on top of this one, which awaits its return, or in place of it. */
  private call({ action, context }: Asked, event: MachineEvent, machine: Machine, node: string): void {
    if (action.type !== 'callFlow' && action.type !== 'goToFlow') return;
    const { flow, version } = action.params;
    if (action.type === 'callFlow') {
      // While the called flow runs, its own frame times the contact.
      this.remember({ timer: undefined, result: undefined });
      this.savepoint = this.save();
    }
    const prepared = () => {
      if (action.type === 'callFlow' && this.frames.length >= LIMITS.subFlowDepth)
        throw new StepFailure(
          'limit.sub-flow-depth',
          `More than ${LIMITS.subFlowDepth} flows inside each other.`,
          node,
        );
      const inputs = inputsOf(action.params.inputs, context, event, machine);
      return frameOf(this.lookups.machine(flow, version), inputs, context.language);
    };
    const frame = this.decisions.attempt(() => failingIn(node, prepared));
    if (action.type === 'goToFlow') this.frames.pop();
    this.frames.push(frame);
    this.savepoint = this.save();
    this.send({ type: 'flow.started' });
  }

  /** A flow has ended: the caller goes on with what it gives back, or the contact is over. */
  private finish(machine: Machine, end: { reason: string; outcome?: string }): void {
    const { context } = this.frames.at(-1)!;
    const outputs = outputsOf(machine, context);
    if (this.frames.length > 1) {
      this.frames.pop();
      const caller = this.frames.at(-1)!;
      if (this.lookups.machine(caller.flow, caller.version).json.languages.includes(context.language))
        this.remember({ language: context.language });
      this.savepoint = this.save();
      // Nobody is there to go on with: the caller too hears that the customer has left.
      if (this.isGone()) this.deliver();
      else this.send({ type: 'flow.returned', result: { ...outputs, outcome: end.outcome ?? 'completed' } });
      return;
    }
    this.ended = {
      reason: end.reason,
      ...(end.outcome === undefined ? {} : { outcome: end.outcome }),
      ...(Object.keys(outputs).length > 0 ? { outputs } : {}),
    };
    if (!this.isGone()) this.journal.ask({ type: 'channel.end', reason: end.reason }, this.event);
  }
}
