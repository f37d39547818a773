import {
  type FlowDefinition,
  LIMITS,
  type NodeContext,
  type NodeIssue,
  otherFlowIssues,
  outcomesOf,
  type Surroundings,
  typeFits,
  type ValueType,
} from '../../runtime/engine/index.ts';
import type { Config } from './index.ts';

type Place = NodeContext & Surroundings;
type Path = (string | number)[];

/** Whether the called flow is there, takes what it is given, gives what is taken, and ends as is expected. */
export function callIssues(config: Config, place: Place): NodeIssue[] {
  const called = place.otherFlow?.(config.flow, config.version);
  return [
    ...otherFlowIssues('sub-flow', config, place),
    ...doubled(config),
    ...(called
      ? [
          ...inputIssues(config, called, place.flow),
          ...outputIssues(config, called, place.flow),
          ...outcomeIssues(config, called),
          ...depthIssues(config, place),
        ]
      : []),
  ];
}

const error = (
  code: string,
  path: Path,
  message: string,
  values: { [name: string]: string | number },
): NodeIssue => ({ code, severity: 'error', path: ['config', ...path], message, values });

function doubled({ outcomes }: Config): NodeIssue[] {
  return outcomes.flatMap((id, index) =>
    outcomes.indexOf(id) < index
      ? [
          error('sub-flow.double-outcome', ['outcomes', index], `The outcome "${id}" is there twice.`, {
            outcome: id,
          }),
        ]
      : [],
  );
}

const typeOf = (flow: FlowDefinition, name: string): ValueType | undefined =>
  flow.variables.find((one) => one.name === name)?.type;

/** Inputs that are read from a variable; what is written down is checked for every node that leads into a flow. */
function inputIssues({ inputs }: Config, called: FlowDefinition, flow: FlowDefinition): NodeIssue[] {
  return Object.entries(inputs).flatMap(([name, from]) => {
    const given = 'variable' in from ? typeOf(flow, from.variable) : undefined;
    const wanted = called.variables.find((one) => one.name === name && one.input)?.type;
    if (!given || !wanted || typeFits(given, wanted)) return [];
    return [
      error('sub-flow.input-type', ['inputs', name], `"${name}" takes ${wanted}, but is given ${given}.`, {
        name,
      }),
    ];
  });
}

function outputIssues({ outputs }: Config, called: FlowDefinition, flow: FlowDefinition): NodeIssue[] {
  return outputs.flatMap(({ from, to }, index) => {
    const given = called.variables.find((one) => one.name === from && one.output)?.type;
    if (!given)
      return [
        error(
          'sub-flow.unknown-output',
          ['outputs', index, 'from'],
          `The flow "${called.name}" gives back no "${from}".`,
          { name: from },
        ),
      ];
    if (from === 'outcome')
      return [
        error(
          'sub-flow.unknown-output',
          ['outputs', index, 'from'],
          `"outcome" is how the flow ended; give the variable another name.`,
          { name: from },
        ),
      ];
    const wanted = typeOf(flow, to);
    if (!wanted || typeFits(given, wanted)) return [];
    return [
      error(
        'sub-flow.output-type',
        ['outputs', index, 'to'],
        `"${to}" takes ${wanted}, but is given ${given}.`,
        { name: to },
      ),
    ];
  });
}

function outcomeIssues({ outcomes }: Config, called: FlowDefinition): NodeIssue[] {
  const known = outcomesOf(called);
  const unknown = outcomes.flatMap((id, index) =>
    known.has(id) || id === 'completed'
      ? []
      : [
          error(
            'sub-flow.unknown-outcome',
            ['outcomes', index],
            `The flow "${called.name}" never ends with "${id}".`,
            { outcome: id },
          ),
        ],
  );
  const unlisted = outcomes.length === 0 ? [] : [...known].filter((id) => !outcomes.includes(id));
  return [
    ...unknown,
    ...unlisted.map((id): NodeIssue => ({
      ...error(
        'sub-flow.unlisted-outcome',
        ['outcomes'],
        `The flow "${called.name}" may also end with "${id}"; without an exit for it, "failed" is taken.`,
        { outcome: id },
      ),
      severity: 'warning',
    })),
  ];
}

/** Flows that call each other in a ring, or too deep: at run time the limit would end them. */
function depthIssues({ flow, version }: Config, { flow: own, node, otherFlow }: Place): NodeIssue[] {
  const seen = new Set<string>();
  const walk = (id: string, pinned: number | undefined, chain: string[]): NodeIssue[] => {
    if (id === own.id) {
      const ring = [own.id, ...chain].join(' → ');
      return [error('sub-flow.endless', ['flow'], `This flow would call itself: ${ring}.`, { chain: ring })];
    }
    if (chain.length >= LIMITS.subFlowDepth)
      return [
        error(
          'sub-flow.too-deep',
          ['flow'],
          `At most ${LIMITS.subFlowDepth} flows can run inside each other.`,
          { limit: LIMITS.subFlowDepth },
        ),
      ];
    const key = `${id}@${pinned ?? ''}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return Object.values(otherFlow?.(id, pinned)?.nodes ?? {}).flatMap(({ type, config }) => {
      const next = config['flow'];
      if (type !== node.type || typeof next !== 'string') return [];
      const at = config['version'];
      return walk(next, typeof at === 'number' ? at : undefined, [...chain, next]);
    });
  };
  return walk(flow, version, [flow]).slice(0, 1);
}
