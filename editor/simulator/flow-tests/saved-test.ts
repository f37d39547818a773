import { CHANNEL_TRAITS, type ChannelKind } from '../../../runtime/engine/index.ts';
import type { FlowTest } from '../../../runtime/flow-tests/index.ts';
import type { SimulatedWorld } from '../../../runtime/simulated-world/index.ts';
import { byHand, type Deed } from '../deed.ts';
import { durationOf } from '../story/gist.ts';
import { type Step, type Walks, wayTo } from '../walks.ts';

type TestStep = FlowTest['steps'][number];
type Setting = Omit<SimulatedWorld['setting'], 'real'>;

/** A walk as a test, or why it can be none. */
export type Saved = { ok: true; test: FlowTest } | { ok: false; why: 'notBegun' | 'handSet' };

/** The way to where one is, as a test that asks for everything that was seen on it. */
export function savedTest(
  walks: Walks,
  named: { id: string; name: string },
  languages: readonly string[],
): Saved {
  const way = wayTo(walks, walks.here).map((index): Step => {
    const step = walks.steps[index]!;
    return step.deed ? { ...step, deed: byHand(step.deed) } : step;
  });
  const opening = way.find(({ deed }) => deed?.type === 'opens');
  const first = way[0]!.world;
  const last = way.at(-1)!.world;
  if (opening?.deed?.type !== 'opens' || !last.snapshot) return { ok: false, why: 'notBegun' };
  if (way.some(({ deed }) => deed?.type === 'sets')) return { ok: false, why: 'handSet' };
  const { channel, text, from, to, inputs } = opening.deed;
  const { customer } = first;
  const language = customer.language ?? languages[0]!;
  const opens = {
    ...(text === undefined ? {} : { text }),
    ...(to === undefined ? {} : { to }),
    ...(inputs === undefined ? {} : { inputs }),
  };
  // What was set before anybody came is part of the world it begins in; what was answered by hand is set for its node.
  const asked = reallyAsked(way);
  const setting = withAnswers(unstood(opening.world.setting, asked), way);
  const played = way.slice(way.indexOf(opening));
  const before = way.slice(0, way.indexOf(opening)).at(-1);
  return {
    ok: true,
    test: {
      ...named,
      channels: [channel],
      languages: [language],
      start: new Date(first.at).toISOString(),
      seed: first.seed,
      customer: {
        language: customer.language ?? null,
        ...(customer.name === undefined ? {} : { name: customer.name }),
        ...(customer.attributes ? { attributes: customer.attributes } : {}),
        ...(from === undefined ? {} : { phone: from }),
      },
      ...(Object.keys(opens).length > 0 ? { opens } : {}),
      ...(Object.keys(setting).length > 0 ? { world: setting } : {}),
      steps: [
        ...played.flatMap((step, index) => stepsOf(step, played[index - 1] ?? before, channel, asked)),
        ...ending(last),
      ],
    },
  };
}

function stepsOf(
  { deed, world }: Step,
  before: Step | undefined,
  channel: ChannelKind,
  asked: ReadonlySet<string>,
): TestStep[] {
  if (!deed) return [];
  const turns = world.story.slice(before?.world.story.length ?? 0);
  const said = turns.flatMap(({ effects }) =>
    effects.flatMap((effect) =>
      effect.type === 'channel.prompt' && effect.text !== '' ? [effect.text] : [],
    ),
  );
  const ways = turns.flatMap(({ trace }) =>
    trace.flatMap(({ flow, node, exit }) =>
      exit !== undefined && flow === world.flow ? [`${node}.${exit}`] : [],
    ),
  );
  return [
    ...done(deed, channel, asked),
    ...said.map((hears) => ({ hears })),
    ...ways.map((takes) => ({ takes })),
  ];
}

/** What was done, as a step; nothing for what the beginning of the test or its world says already. */
function done(deed: NonNullable<Step['deed']>, channel: ChannelKind, asked: ReadonlySet<string>): TestStep[] {
  switch (deed.type) {
    case 'gives': {
      const { kind, value } = deed.input;
      if (kind === 'choice') return [{ chooses: value }];
      return [kind === 'dtmf' && CHANNEL_TRAITS[channel].spoken ? { presses: value } : { says: value }];
    }
    case 'chooses':
      return [{ chooses: deed.option }];
    case 'staysSilent':
      return [{ staysSilent: true }];
    case 'timePasses':
      return deed.ms > 0 ? [{ waits: durationOf(deed.ms) }] : [];
    case 'leaves':
      return [{ leaves: true }];
    case 'changes':
      return worldStep(unstood(deed.setting, asked));
    default:
      return [];
  }
}

/** Nodes whose requests were really made: what came back stands in for whoever was asked, from the beginning on. */
const reallyAsked = (way: readonly Step[]): ReadonlySet<string> =>
  new Set(way.flatMap(({ world: { awaited } }) => (awaited?.isReal ? [awaited.node] : [])));

function unstood(
  { real: _real, ...setting }: SimulatedWorld['setting'],
  asked: ReadonlySet<string>,
): Setting {
  const { http } = setting;
  if (!http) return setting;
  return { ...setting, http: Object.fromEntries(Object.entries(http).filter(([node]) => !asked.has(node))) };
}

function worldStep(setting: Setting): TestStep[] {
  const changed = Object.values(setting).some((part) => Object.keys(part ?? {}).length > 0);
  return changed ? [{ world: setting }] : [];
}

/** Answers that were given by hand, node by node and one after the other, as what stands in for those who answer. */
function withAnswers(before: Setting, way: readonly Step[]): Setting {
  const setting = {
    ...before,
    http: { ...before.http },
    code: { ...before.code },
    transfers: { ...before.transfers },
  };
  const put = <Answer>(of: { [node: string]: Answer | Answer[] }, node: string, answer: Answer) => {
    const known = of[node];
    of[node] = known === undefined ? answer : [...(Array.isArray(known) ? known : [known]), answer];
  };
  for (const [index, { deed }] of way.entries()) {
    const awaited = way[index - 1]?.world.awaited;
    if (deed?.type !== 'answers' || !awaited) continue;
    const { node, effect } = awaited;
    const result = 'result' in deed.outcome ? deed.outcome.result : undefined;
    if (effect.type === 'http.request')
      put(
        setting.http,
        node,
        result
          ? { status: Number(result['status'] ?? 200), body: result['body'] ?? null }
          : { status: 200, body: null, outcome: outcomeOf(deed.outcome) },
      );
    else if (effect.type === 'channel.dial')
      put(setting.transfers, node, {
        status: STATUSES.find((status) => status === result?.['status']) ?? 'failed',
        afterSeconds: 0,
      });
    else if (effect.type === 'script.run')
      put(
        setting.code,
        node,
        result
          ? { returns: result['output'] ?? null }
          : { fails: 'failure' in deed.outcome ? deed.outcome.failure.code : 'script.error' },
      );
  }
  // What nothing is said about is left out, so that the test can be read.
  return Object.fromEntries(Object.entries(setting).filter(([, part]) => Object.keys(part ?? {}).length > 0));
}

const outcomeOf = (outcome: Extract<Deed, { type: 'answers' }>['outcome']) =>
  'failure' in outcome && outcome.failure.code === 'http.timeout' ? 'timeout' : 'unreachable';

const STATUSES = ['completed', 'busy', 'noAnswer', 'failed'] as const;

function ending({ snapshot }: SimulatedWorld): TestStep[] {
  const frame = snapshot?.frames.at(-1);
  const variables = Object.fromEntries(
    Object.entries(frame?.context.vars ?? {}).filter(([, value]) => value !== null),
  );
  const known: TestStep[] = Object.keys(variables).length > 0 ? [{ variables }] : [];
  if (!snapshot?.ended) return known;
  const { reason, outcome } = snapshot.ended;
  return [...known, { ends: outcome === undefined ? reason : { reason, outcome } }];
}
