import { MASKED } from './document/masked.ts';
import type { Value } from './document/value.ts';
import type { ContactEvent } from './event.ts';
import type { MachineJson } from './machine.ts';
import { type Decided, recording, repeating } from './run/decisions.ts';
import type { Frame, Snapshot } from './snapshot.ts';
import { type Step, step } from './step.ts';
import type { Facts, World } from './world.ts';

/** A contact as it is, and as it may be stored and shown where that is not the same. */
export interface Twins {
  real: Snapshot;
  shown?: Snapshot | undefined;
}

/** A step as it is done, and as it may be stored and shown. */
export interface TwinStep {
  step: Step;
  shown?: { event: ContactEvent; step: Step };
}

/**
 * One event through the engine for a contact that may hold something sensitive.
 *
 * Where it does, the step is taken twice: with the real values, and with masked ones, told the answers of the first. What a
 * sensitive value touches (a variable, a text, a request) is thereby masked in the second, and only that one is stored or
 * shown. A replay of the log takes the second step, so it needs no sensitive value.
 */
export function stepTwins(world: World, { real, shown }: Twins, event: ContactEvent): TwinStep {
  if (shown === undefined && !isSensitive(world, real, event)) return { step: step(world, real, event) };
  const decisions = recording();
  const done = step(world, real, event, decisions);
  const asShown = maskedEvent(world, { real, shown }, event);
  const masked = stepMasked(world, shown ?? real, asShown, decisions.decided);
  const usable = masked && agrees(done, masked) ? masked : blank(done, decisions.decided);
  return { step: done, shown: { event: asShown, step: usable } };
}

/** Takes a step as it was logged: told what was decided, over masked values. Undefined when it goes astray. */
export function stepMasked(
  world: World,
  before: Snapshot,
  event: ContactEvent,
  decided: Decided,
): Step | undefined {
  const decisions = repeating(decided);
  const done = step(world, before, event, decisions);
  if (decisions.astray()) return undefined;
  return { ...done, facts: { ...done.facts, decided } };
}

/** Whether the masked step led to the same place, and asked for the same things. */
function agrees(done: Step, masked: Step): boolean {
  const places = ({ snapshot, effects, status }: Step) =>
    JSON.stringify([
      status,
      snapshot.ended?.reason,
      snapshot.frames.map(({ flow, version, state, context: { timer, pending } }) => [
        flow,
        version,
        state,
        timer,
        pending,
      ]),
      effects.map(({ id, type }) => [id, type]),
    ]);
  return places(done) === places(masked);
}

/** The twins after a step; one alone where nothing sensitive is left. */
export function twinsAfter({ step: { snapshot: real }, shown }: TwinStep): Twins {
  const masked = shown?.step.snapshot;
  return masked && JSON.stringify(masked) !== JSON.stringify(real) ? { real, shown: masked } : { real };
}

/** Whether what comes in is for the flow alone. What came before a sensitive question was asked may be its answer. */
function isSensitive(world: World, { frames }: Snapshot, event: ContactEvent): boolean {
  if (event.type === 'effect.succeeded') return event.sensitive === true;
  const frame = frames.at(-1);
  if (event.type !== 'input.received' || !frame) return false;
  const machine = world.machine(frame.flow, frame.version);
  if (!machine) return false;
  if (machine.listensTo(frame.state).includes('input.received'))
    return secretStates(machine.json).has(frame.state);
  return frames.some(({ flow, version }) => {
    const json = world.machine(flow, version)?.json;
    return json !== undefined && secretStates(json).size > 0;
  });
}

const known = new WeakMap<MachineJson, ReadonlySet<string>>();

/** States that ask for something sensitive. */
function secretStates(json: MachineJson): ReadonlySet<string> {
  let states = known.get(json);
  if (!states) {
    states = new Set(
      Object.entries(json.config.states)
        .filter(([, { entry = [] }]) => entry.some((one) => one.type === 'collect' && one.params.sensitive))
        .map(([key]) => key),
    );
    known.set(json, states);
  }
  return states;
}

function maskedEvent(world: World, { real, shown }: Twins, event: ContactEvent): ContactEvent {
  if (isSensitive(world, real, event)) {
    if (event.type === 'input.received')
      return { ...event, input: { kind: event.input.kind, value: MASKED } };
    if (event.type === 'effect.succeeded') {
      const { status, ok } = event.result;
      const kept = { ...(status === undefined ? {} : { status }), ...(ok === undefined ? {} : { ok }) };
      return { ...event, result: { ...kept, body: MASKED } };
    }
  }
  return withoutSecrets(event, shown ? secretsOf(real.frames, shown.frames) : []);
}

/** Shorter values would be found everywhere. */
const SHORTEST_SECRET = 4;

/** Texts of values that the shown frames do not have. */
function secretsOf(real: Frame[], shown: Frame[]): string[] {
  const found = new Set<string>();
  const look = (value: Value | undefined, masked: Value | undefined): void => {
    if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value))
        look(
          inner,
          typeof masked === 'object' && masked !== null ? (masked as typeof value)[key as never] : undefined,
        );
    } else if (value !== masked && value !== undefined && String(value).length >= SHORTEST_SECRET)
      found.add(String(value));
  };
  for (const [index, { context }] of real.entries()) look(context.vars, shown[index]?.context.vars ?? {});
  return [...found].toSorted((one, other) => other.length - one.length);
}

/** The other side may say a secret again: an echo must not bring it into the log. */
function withoutSecrets(event: ContactEvent, secrets: string[]): ContactEvent {
  const text = JSON.stringify(event);
  const masked = secrets.reduce(
    (left, one) => left.replaceAll(JSON.stringify(one).slice(1, -1), MASKED),
    text,
  );
  return masked === text ? event : (JSON.parse(masked) as ContactEvent);
}

/** What is shown of a step that cannot be taken with masked values. A replay takes it from the log as it is. */
function blank(done: Step, decided: Decided): Step {
  const { snapshot, effects, failure } = done;
  const frames = snapshot.frames.map((frame): Frame => {
    const { timer, pending, counters, language, vars } = frame.context;
    return {
      ...frame,
      context: {
        language,
        counters,
        vars: Object.fromEntries(
          Object.entries(vars).map(([name, value]) => [name, value === null ? null : MASKED]),
        ),
        ...(timer ? { timer } : {}),
        ...(pending === undefined ? {} : { pending }),
      },
    };
  });
  const { inbox, ended, ...about } = snapshot;
  const after: Snapshot = {
    ...about,
    frames,
    ...(inbox ? { inbox: inbox.map(({ kind }) => ({ kind, value: MASKED })) } : {}),
    ...(ended ? { ended: { reason: ended.reason } } : {}),
  };
  const facts: Facts = { ...done.facts, decided, after };
  return {
    ...done,
    snapshot: after,
    effects: effects.map(({ id, type }) =>
      type === 'channel.prompt'
        ? { id, type, text: MASKED, language: frames.at(-1)?.context.language ?? 'en' }
        : { id, type: 'contact.note', text: `${type} ${MASKED}` },
    ),
    facts,
    ...(failure ? { failure: { ...failure, message: MASKED } } : {}),
  };
}
