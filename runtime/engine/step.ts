import { type Asked, asFailure, type Machine, StepFailure } from './run/machine-runner.ts';
import type { ContactEvent, ContactOpened, CustomerFacts, Happening } from './event.ts';
import type { Effect, EffectBody } from './effect.ts';
import { effectOf } from './run/effect-of-action.ts';
import { evaluate } from './document/expression.ts';
import { LIMITS } from './limits.ts';
import { IDLE } from './machine.ts';
import type { Frame, FrameContext, InternalEvent, MachineEvent, Snapshot } from './snapshot.ts';
import { coerce, type Value } from './document/value.ts';
import { scopeOf } from './run/vocabulary.ts';
import type { Facts, World } from './world.ts';
import { apologyFor } from './run/apology.ts';

/** Where the contact went: a node entered, or the exit it was left by. */
export interface Trace {
  flow: string;
  version: number;
  node: string;
  exit?: string;
}

/** The whole answer of the engine to one event. Nothing has been done yet: effects are for the shell to carry out. */
export interface Step {
  snapshot: Snapshot;
  effects: Effect[];
  trace: Trace[];
  waitingFor: string[];
  /** `kept`: an input that no node listens to yet waits in the contact. `failed`: the step was undone and the error exit taken. */
  status: 'waiting' | 'done' | 'ignored' | 'kept' | 'failed';
  failure?: { code: string; message: string; node?: string };
  facts?: Facts;
}

/** Opens a contact on a flow version and walks it to its first wait. `version` undefined means the latest. */
export function start(world: World, opened: ContactOpened, flow: string, version?: number): Step {
  const customer: CustomerFacts = opened.customer;
  const blank: Snapshot = {
    contact: opened.contact,
    channel: opened.channel,
    customer,
    openedAt: opened.at,
    frames: [],
    ...(opened.to === undefined ? {} : { to: opened.to }),
    ...(opened.from === undefined ? {} : { from: opened.from }),
    ...(opened.text === undefined ? {} : { text: opened.text }),
  };
  return new Walk(world, blank, opened).run((walk) =>
    walk.enter(flow, version, opened.inputs ?? {}, customer.language),
  );
}

/** One event through the engine. Pure: the snapshot given is not touched. */
export function step(world: World, snapshot: Snapshot, event: ContactEvent): Step {
  const walk = new Walk(world, snapshot, event);
  if (snapshot.ended || isStale(snapshot, event)) return walk.ignored();
  if (event.seq > LIMITS.eventsPerContact)
    return walk.giveUp(
      new StepFailure(
        'limit.events-per-contact',
        `More than ${LIMITS.eventsPerContact} events in one contact.`,
        undefined,
      ),
    );
  return walk.run((current) => current.deliver(event));
}

/** A timer that was replaced meanwhile or is early, an outcome nobody awaits: they come late, and change nothing. */
function isStale(snapshot: Snapshot, event: ContactEvent): boolean {
  const running = snapshot.frames.at(-1)?.context;
  if (event.type === 'timer.fired')
    return running?.timer?.token !== event.timer || running.timer.due > event.at;
  if (event.type === 'effect.succeeded' || event.type === 'effect.failed')
    return running?.pending !== event.effect;
  return event.type === 'contact.opened';
}

/** One step under way: a working copy of the frames and what has been asked for so far. */
class Walk {
  private frames: Frame[];
  private inbox: Snapshot['inbox'];
  private ended: Snapshot['ended'];
  private effects: Effect[] = [];
  private trace: Trace[] = [];
  private facts: Facts = {};
  private kept = false;
  private visits = 0;

  private readonly world: World;
  private readonly before: Snapshot;
  private readonly event: ContactEvent;

  constructor(world: World, before: Snapshot, event: ContactEvent) {
    this.world = world;
    this.before = before;
    this.event = event;
    this.frames = [...before.frames];
    this.inbox = before.inbox;
    this.ended = before.ended;
  }

  /** Does the work; if it fails, undoes it and takes the error exit instead. */
  run(work: (walk: Walk) => void): Step {
    try {
      work(this);
      this.handOverInbox();
      return this.result(this.kept ? 'kept' : undefined);
    } catch (error) {
      const failure = asFailure(error, undefined);
      return this.recover(failure);
    }
  }

  ignored(): Step {
    return this.result('ignored');
  }

  /** Starts a flow on top of the stack. */
  enter(
    flow: string,
    version: number | undefined,
    inputs: { [name: string]: Value },
    language: string | undefined,
  ): void {
    if (this.frames.length >= LIMITS.subFlowDepth)
      throw new StepFailure(
        'limit.sub-flow-depth',
        `More than ${LIMITS.subFlowDepth} flows inside each other.`,
        undefined,
      );
    const machine = this.machine(flow, version);
    const vars: { [name: string]: Value } = {};
    for (const variable of machine.json.variables) {
      const given = variable.input ? inputs[variable.name] : undefined;
      vars[variable.name] = coerce(variable.type, given ?? variable.initial ?? null);
    }
    const spoken =
      language !== undefined && machine.json.languages.includes(language)
        ? language
        : machine.json.languages[0]!;
    this.frames.push({
      flow,
      version: machine.version,
      state: IDLE,
      context: { vars, counters: {}, language: spoken },
    });
    this.send({ type: 'flow.started' });
  }

  /** Gives an event to the running frame; leaving and closing go down the stack until a flow takes them. */
  deliver(event: ContactEvent): void {
    if (this.send(event)) return;
    if (event.type === 'input.received') this.keep(event);
    else if (event.type === 'interaction.left' || event.type === 'contact.closed') {
      while (this.frames.length > 1) {
        this.frames.pop();
        if (this.send(event)) return;
      }
      this.ended = { reason: event.type === 'interaction.left' ? 'left' : event.reason };
    }
  }

  /** Closes the contact with an apology: the last resort when no flow takes the failure. */
  giveUp(failure: StepFailure): Step {
    this.reset();
    const frame = this.frames[0];
    const language = frame?.context.language ?? this.before.customer.language ?? 'en';
    const gone = this.event.type === 'interaction.left' || this.event.type === 'contact.closed';
    if (!gone) {
      this.ask({
        type: 'channel.prompt',
        ...apologyFor(
          frame && this.world.machine(frame.flow, frame.version)?.json,
          language,
          this.before.channel,
        ),
      });
      this.ask({ type: 'channel.end', reason: 'failed' });
    }
    this.ended = { reason: 'failed' };
    return this.result('failed', failure);
  }

  private recover(failure: StepFailure): Step {
    this.reset();
    try {
      if (this.frames.length === 0) return this.giveUp(failure);
      const inner: InternalEvent = {
        type: 'flow.error',
        code: failure.code,
        ...(failure.node === undefined ? {} : { node: failure.node }),
      };
      while (!this.send(inner)) {
        if (this.frames.length <= 1) return this.giveUp(failure);
        this.frames.pop();
      }
      return this.result('failed', failure);
    } catch {
      // The error exit failed too: apologise and close rather than try a third time.
      return this.giveUp(failure);
    }
  }

  private reset(): void {
    this.frames = [...this.before.frames];
    this.inbox = this.before.inbox;
    this.ended = this.before.ended;
    this.effects = [];
    this.trace = [];
    this.kept = false;
    this.visits = 0;
  }

  /** One event through the running machine, and whatever follows from it. False when no transition took it. */
  private send(happened: ContactEvent | InternalEvent): boolean {
    const frame = this.frames.at(-1)!;
    const machine = this.machine(frame.flow, frame.version);
    const { at, seq, seed } = this.event;
    const event: MachineEvent = 'at' in happened ? happened : { ...happened, at, seq, seed };
    const { frames: _frames, inbox: _inbox, ended: _ended, ...contact } = this.before;
    const run = machine.send(frame.state, { ...frame.context, contact }, event, (id, when) =>
      this.readCalendar(id, when),
    );
    if (!run.taken) return false;
    const { contact: _contact, ...context } = run.context;
    const next: Frame = { ...frame, state: run.state, context };
    this.frames[this.frames.length - 1] = next;
    this.follow(next, machine, run.asked, event, run.done);
    return true;
  }

  private follow(frame: Frame, machine: Machine, asked: Asked[], event: MachineEvent, done: boolean): void {
    let end: { reason: string; outcome?: string } | undefined;
    let call: { asked: Asked; replace: boolean } | undefined;
    for (const one of asked) {
      const { action } = one;
      if (action.type === 'visit') this.countVisit(action.params.node);
      if (action.type === 'visit' || action.type === 'take')
        this.trace.push({ flow: frame.flow, version: frame.version, ...action.params });
      else if (action.type === 'end') end = action.params;
      else if (action.type === 'callFlow' || action.type === 'goToFlow')
        call = { asked: one, replace: action.type === 'goToFlow' };
      else {
        const body = effectOf(action, one.context, event, machine.json);
        if (body) frame.context = { ...frame.context, ...this.ask(body) };
      }
    }
    if (call) this.call(call.asked, event, machine, call.replace);
    else if (done) this.finish(frame, machine, end ?? { reason: 'completed' });
  }

  /** Flows that go to each other run in a ring too, which no single machine sees. */
  private countVisit(node: string): void {
    this.visits += 1;
    if (this.visits > LIMITS.nodesPerStep)
      throw new StepFailure(
        'limit.nodes-per-step',
        `More than ${LIMITS.nodesPerStep} nodes without a pause.`,
        node,
      );
  }

  private call({ action, context }: Asked, event: MachineEvent, machine: Machine, replace: boolean): void {
    if (action.type !== 'callFlow' && action.type !== 'goToFlow') return;
    const scope = scopeOf(context, event, machine.json);
    const inputs = Object.fromEntries(
      Object.entries(action.params.inputs).map(([name, from]) => [name, evaluate(from, scope)]),
    );
    if (replace) this.frames.pop();
    this.enter(action.params.flow, action.params.version, inputs, context.language);
  }

  /** A flow has ended: the caller goes on with what it gives back, or the contact is over. */
  private finish(frame: Frame, machine: Machine, end: { reason: string; outcome?: string }): void {
    const outputs = Object.fromEntries(
      machine.json.variables
        .filter((one) => one.output)
        .map((one) => [one.name, frame.context.vars[one.name] ?? null]),
    );
    if (this.frames.length > 1) {
      this.frames.pop();
      const caller = this.frames.at(-1)!;
      this.frames[this.frames.length - 1] = {
        ...caller,
        context: { ...caller.context, language: frame.context.language },
      };
      this.send({ type: 'flow.returned', result: { ...outputs, outcome: end.outcome ?? 'completed' } });
      return;
    }
    this.ended = {
      reason: end.reason,
      ...(end.outcome === undefined ? {} : { outcome: end.outcome }),
      ...(Object.keys(outputs).length > 0 ? { outputs } : {}),
    };
    if (this.event.type !== 'interaction.left') this.ask({ type: 'channel.end', reason: end.reason });
  }

  /** Numbers an effect; an awaited one becomes what the frame waits for. */
  private ask(body: EffectBody): Partial<FrameContext> {
    const id = `${this.before.contact}/${this.event.seq}/${this.effects.length}`;
    this.effects.push({ ...body, id });
    return body.type === 'channel.dial' || (body.type === 'channel.prompt' && body.awaited)
      ? { pending: id }
      : {};
  }

  private keep(event: Extract<Happening, { type: 'input.received' }>): void {
    this.kept = true;
    this.inbox = [...(this.inbox ?? []), event.input].slice(-LIMITS.inputsKept);
  }

  /** Inputs that came too early are answered as soon as a node listens. */
  private handOverInbox(): void {
    while (
      !this.ended &&
      !this.kept &&
      this.inbox &&
      this.inbox.length > 0 &&
      this.waitingFor().includes('input.received')
    ) {
      const [input, ...rest] = this.inbox;
      this.inbox = rest;
      const { at, seq, seed } = this.event;
      this.deliver({ type: 'input.received', input: input!, at, seq, seed });
    }
  }

  private waitingFor(): string[] {
    const frame = this.frames.at(-1);
    return this.ended || !frame ? [] : this.machine(frame.flow, frame.version).listensTo(frame.state);
  }

  private machine(flow: string, version: number | undefined): Machine {
    const machine = this.world.machine(flow, version);
    if (!machine)
      throw new StepFailure(
        'flow.not-published',
        `Flow "${flow}"${version === undefined ? '' : ` version ${version}`} is not published.`,
        undefined,
      );
    if (version === undefined) this.facts.flows = { ...this.facts.flows, [flow]: machine.version };
    return machine;
  }

  private readCalendar(id: string, at: number) {
    const known = this.facts.calendars?.[id];
    if (known) return known;
    const reading = this.world.calendar(id, at);
    if (reading) this.facts.calendars = { ...this.facts.calendars, [id]: reading };
    return reading;
  }

  private result(status?: Step['status'], failure?: StepFailure): Step {
    const { inbox: _inbox, ended: _ended, ...rest } = this.before;
    const snapshot: Snapshot = {
      ...rest,
      frames: this.ended ? this.frames.slice(0, 1) : this.frames,
      ...(this.inbox && this.inbox.length > 0 ? { inbox: this.inbox } : {}),
      ...(this.ended ? { ended: this.ended } : {}),
    };
    return {
      snapshot,
      effects: this.effects,
      trace: this.trace,
      waitingFor: status === 'ignored' ? [] : this.waitingFor(),
      status: status ?? (this.ended ? 'done' : 'waiting'),
      ...(failure
        ? {
            failure: {
              code: failure.code,
              message: failure.message,
              ...(failure.node === undefined ? {} : { node: failure.node }),
            },
          }
        : {}),
      ...(this.facts.flows || this.facts.calendars ? { facts: this.facts } : {}),
    };
  }
}
