import { isDeepStrictEqual } from 'node:util';
import {
  type CalendarReading,
  CHANNEL_TRAITS,
  type ChannelKind,
  type CustomerFacts,
  dueAt,
  type Effect,
  type EffectType,
  type Failure,
  type FlowDefinition,
  nodeOf,
  type Snapshot,
  type Value,
} from '../../runtime/engine/index.ts';
import { ContactRun } from './contact-run.ts';
import { answerOfWorld } from './effect-world.ts';
import { type Calendars, calendarsOf, type Setting, worldOf } from './scenario-world.ts';

const MONDAY_MORNING = '2026-03-02T09:00:00Z';
/** Timers one wait may fire: more is a flow that goes round and round. */
const TIMERS_PER_WAIT = 1000;

type Customer = Partial<CustomerFacts> | string;
type Opening = { customer?: Customer; inputs?: { [name: string]: Value }; text?: string; from?: string };
type EffectOf<Type extends EffectType> = Extract<Effect, { type: Type }>;

/**
 * A conversation with a flow on the pure engine, told as a transcript:
 * `scenario(bank).calls('+4420…').hears('Welcome').presses('1').ends()`.
 * Between any two events the snapshot goes through JSON, as it does in production.
 */
export const scenario = (flow: { id: string }, setting: Setting = {}): Scenario =>
  new Scenario(flow, setting);

export class Scenario {
  private readonly run: ContactRun;
  private readonly calendars: Calendars;
  private readonly flows: unknown[];
  private collect: EffectOf<'channel.collect'> | undefined;
  /** Every way taken so far, as `node.exit`. */
  readonly ways = new Set<string>();

  constructor(flow: { id: string }, setting: Setting) {
    this.calendars = calendarsOf(setting);
    this.flows = [flow, ...(setting.flows ?? [])];
    this.run = new ContactRun(
      worldOf(this.flows, setting, this.calendars),
      flow.id,
      Date.parse(setting.at ?? MONDAY_MORNING),
      setting.seed ?? 1,
    );
  }

  /** Where the contact is, for what the verbs cannot say. */
  get snapshot(): Snapshot {
    return this.run.snapshot;
  }

  /** Everything that happened, and where it led. */
  get log(): ContactRun['log'] {
    return this.run.log;
  }

  get world(): ContactRun['world'] {
    return this.run.world;
  }

  calls(from = '+442079460000', more: Opening = {}): this {
    return this.opens('voice', { customer: from, from, ...more });
  }

  chats(customer: Customer = 'ada', more: Opening = {}): this {
    return this.opens('chat', { customer, ...more });
  }

  opens(channel: ChannelKind, { customer = 'ada', ...more }: Opening = {}): this {
    const facts = typeof customer === 'string' ? { id: customer } : { id: 'ada', ...customer };
    return this.happens(
      { type: 'contact.opened', contact: 'c1', channel, customer: facts, ...more },
      `${facts.id} comes by ${channel}`,
    );
  }

  /** The next prompt holds this text, or fits the pattern. */
  hears(expected: string | RegExp): this {
    const prompt = this.next('channel.prompt');
    if (!prompt) return this.fail(`Nothing more is said; expected ${String(expected)}.`);
    const fits = typeof expected === 'string' ? prompt.text.includes(expected) : expected.test(prompt.text);
    return fits ? this : this.fail(`Expected to hear ${String(expected)}, but heard “${prompt.text}”.`);
  }

  isOffered(choices: string[]): this {
    return this.same(
      'choices',
      this.collect?.choices?.map((one) => one.id),
      choices,
    );
  }

  presses(keys: string): this {
    if (!this.spoken) return this.fail(`There are no keys to press on ${this.snapshot.channel}.`);
    return this.gives('dtmf', keys, `presses ${keys}`);
  }

  says(text: string): this {
    return this.gives(this.spoken ? 'speech' : 'text', text, `says “${text}”`);
  }

  chooses(id: string): this {
    if (!this.collect?.choices?.some((one) => one.id === id)) return this.fail(`"${id}" is not offered.`);
    return this.gives('choice', id, `chooses ${id}`);
  }

  /** Gives no answer until the channel, or the timer of the node, has had enough. */
  staysSilent(): this {
    this.passOver();
    if (CHANNEL_TRAITS[this.snapshot.channel].timesInput && this.run.listensTo('input.timedOut')) {
      this.run.at += (this.collect?.timeoutSeconds ?? 0) * 1000;
      return this.happens({ type: 'input.timedOut' }, 'stays silent');
    }
    const due = dueAt(this.snapshot);
    if (due === undefined) return this.fail('Nothing times the silence: the contact would be stuck.');
    return this.waits((due - this.run.at) / 1000);
  }

  /** Lets time pass; timers that are due meanwhile fire. */
  waits(seconds: number): this {
    this.passOver();
    const until = this.run.at + seconds * 1000;
    for (let fired = 0, due = dueAt(this.snapshot); due !== undefined && due <= until; fired += 1) {
      if (fired > TIMERS_PER_WAIT) return this.fail('The timers of this flow never come to rest.');
      this.run.at = Math.max(this.run.at, due);
      const timer = this.run.frame.context.timer!.token;
      this.happens({ type: 'timer.fired', timer }, 'time passes');
      due = dueAt(this.snapshot);
    }
    this.run.at = until;
    return this;
  }

  /** From now on the calendar says this. */
  calendar(id: string, status: CalendarReading['status'] | CalendarReading): this {
    this.calendars.set(id, typeof status === 'string' ? { status } : status);
    return this;
  }

  effectSucceeds(result: { [name: string]: Value } = {}): this {
    return this.happens({ type: 'effect.succeeded', effect: this.pending, result }, 'the effect succeeds');
  }

  effectFails(failure: Failure = { kind: 'unavailable', code: 'scenario.failed' }): this {
    return this.happens({ type: 'effect.failed', effect: this.pending, failure }, 'the effect fails');
  }

  /** The world answers what is waited for, as the stand-in of the node says. */
  worldAnswers(): this {
    const effect = this.run.last?.effects.find(({ id }) => id === this.pending);
    const answer = effect && answerOfWorld(effect, this.flows as FlowDefinition[], this.snapshot);
    if (!answer) return this.fail('Nothing stands in for the other side.');
    this.run.at += answer.afterMs;
    return this.happens(answer.happening, 'the other side answers');
  }

  leaves(): this {
    this.passOver();
    return this.happens({ type: 'interaction.left' }, 'leaves');
  }

  isAt(node: string): this {
    return this.same('node', nodeOf(this.run.frame.state), node);
  }

  isInFlow(flow: string): this {
    return this.same('flow', this.run.frame.flow, flow);
  }

  /** The node was left by this exit, after the ways asked about before. */
  took(node: string, exit: string): this {
    const found = this.run.trace.findIndex((one) => one.node === node && one.exit === exit);
    if (found < 0) return this.fail(`"${node}" was not left by "${exit}".`);
    this.run.trace.splice(0, found + 1);
    return this;
  }

  variable(name: string, value: Value): this {
    return this.same(`variable "${name}"`, this.run.frame.context.vars[name], value);
  }

  speaks(language: string): this {
    return this.same('language', this.run.frame.context.language, language);
  }

  /** The next effect of this type, with these fields. */
  effect<Type extends EffectType>(type: Type, fields: Partial<EffectOf<Type>> = {}): this {
    const effect = this.next(type);
    if (!effect) return this.fail(`There is no effect ${type}.`);
    const shown = Object.fromEntries(
      Object.keys(fields).map((key) => [key, effect[key as keyof typeof effect]]),
    );
    return this.same(type, shown, fields);
  }

  /** The contact is over. */
  ends(reason?: string, outcome?: string): this {
    const { ended } = this.snapshot;
    if (!ended) return this.fail('The contact has not ended.');
    this.next('channel.end');
    if (outcome !== undefined) this.same('outcome', ended.outcome, outcome);
    return reason === undefined ? this : this.same('reason', ended.reason, reason);
  }

  /** Everything the flow wanted done has been asked about. */
  noMoreEffects(): this {
    return this.same(
      'effects',
      this.run.open.filter((one) => one.type !== 'channel.collect'),
      [],
    );
  }

  /** Any event, for what the verbs cannot say. */
  happens(...what: Parameters<ContactRun['happen']>): this {
    this.run.happen(...what);
    for (const { node, exit } of this.run.last?.trace ?? []) if (exit) this.ways.add(`${node}.${exit}`);
    const asked = this.run.last?.effects.findLast((one) => one.type === 'channel.collect');
    if (asked || (this.run.last?.trace.length ?? 0) > 0) this.collect = asked;
    return this;
  }

  fail(what: string): never {
    return this.run.transcript.fail(what);
  }

  private get spoken(): boolean {
    return CHANNEL_TRAITS[this.snapshot.channel].spoken;
  }

  private get pending(): string {
    return this.run.frame.context.pending ?? this.fail('No effect is waited for.');
  }

  private gives(kind: 'dtmf' | 'speech' | 'text' | 'choice', value: string, told: string): this {
    this.passOver();
    return this.happens({ type: 'input.received', input: { kind, value } }, told);
  }

  /** Once the customer acts, what was said before is past. */
  private passOver(): void {
    this.run.open = [];
  }

  private next<Type extends EffectType>(type: Type): EffectOf<Type> | undefined {
    const found = this.run.open.findIndex((one) => one.type === type);
    return found < 0 ? undefined : (this.run.open.splice(found, 1)[0] as EffectOf<Type>);
  }

  private same(what: string, found: unknown, expected: unknown): this {
    if (isDeepStrictEqual(found, expected)) return this;
    return this.fail(`Expected ${what} ${JSON.stringify(expected)}, found ${JSON.stringify(found)}.`);
  }
}
