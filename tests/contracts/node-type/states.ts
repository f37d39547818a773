import { isDeepStrictEqual } from 'node:util';
import type { Example, NodeState, NodeStates } from '../../../runtime/engine/index.ts';
import { configOf, exitsOf, flowAround, JUDGED, type Clause, type Subject } from './subject.ts';

/** The states a node type contributes: plain data, every exit reached, nobody ever stuck. */
export const STATES: Record<string, Clause> = {
  'compiles to plain JSON': (subject) =>
    inEach(subject, (states) =>
      isDeepStrictEqual(JSON.parse(JSON.stringify(states)), states) ? [] : ['the states are not plain JSON'],
    ),

  'reaches every exit and no other': (subject) =>
    inEach(subject, (states, example) => {
      const declared = exitsOf(subject.type, example).map((exit) => exit.id);
      const targets = Object.values(states).flatMap(transitionsOf);
      const reached = targets.flatMap((target) => ('exit' in target ? target.exit : []));
      const inner = targets.flatMap((target) => ('to' in target ? target.to : []));
      return [
        ...declared.filter((id) => !reached.includes(id)).map((id) => `no way leads to the exit "${id}"`),
        ...reached.filter((id) => !declared.includes(id)).map((id) => `the exit "${id}" is not declared`),
        ...inner.filter((id) => !states[id]).map((id) => `there is no state "${id}"`),
      ];
    }),

  'never leaves a contact stuck': (subject) =>
    inEach(subject, (states) =>
      Object.entries(states).flatMap(([name, state]) =>
        stuckIn(state).map((why) => `state "${name}" ${why}`),
      ),
    ),
};

function inEach({ type }: Subject, judge: (states: NodeStates, example: Example) => string[]): string[] {
  return type.examples.flatMap((example) => {
    const flow = flowAround(type, example, ['voice', 'chat']);
    const states = type.compile(configOf(type, example), {
      id: JUDGED,
      node: flow.nodes[JUDGED]!,
      flow,
      counter: (name) => (name ? `${JUDGED}.${name}` : JUDGED),
    });
    return judge(states, example).map((finding) => `${example.name}: ${finding}`);
  });
}

const transitionsOf = (state: NodeState) => [
  ...(state.always ?? []),
  ...Object.values(state.on ?? {}).flat(),
];

function stuckIn(state: NodeState): string[] {
  const kinds = [state.always, state.on, state.final].filter(Boolean).length;
  if (kinds !== 1) return ['must pass on, or wait, or end: one of them'];
  if (state.always) return state.always.at(-1)?.guard ? ['has no way when no guard holds'] : [];
  if (!state.on) return [];
  const entry = (state.entry ?? []).map((action) => action.type);
  if (entry.includes('callFlow'))
    return state.on['flow.returned']?.at(-1)?.guard === undefined ? [] : ['has no way for every return'];
  const timed = ['timer.fired' as const, ...(entry.includes('collect') ? (['input.timedOut'] as const) : [])];
  return [
    ...(entry.includes('startTimer') ? [] : ['waits without a timer']),
    ...timed
      .filter((event) => !state.on![event]?.length || state.on![event].at(-1)!.guard)
      .map((event) => `has no sure way for ${event}`),
  ];
}
