import { useSyncExternalStore } from 'react';
import { type Issue, type MachineJson, readFlow } from '../../../runtime/engine/index.ts';
import { api } from '../../api.ts';
import type { Draft } from '../draft/draft.ts';
import { useEditing } from '../draft/use-draft.tsx';
import type { Around } from './around.ts';
import { type Compilation, compilation, type Outcome } from './compilation.ts';

const compilations = new WeakMap<Draft, Compilation>();

function compilationOf(draft: Draft): Compilation {
  const known = compilations.get(draft);
  if (known) return known;
  const made = compilation({
    draft,
    openWorker: () => new Worker(new URL('problems-worker.ts', import.meta.url), { type: 'module' }),
    loadAround,
    loadFlow,
  });
  compilations.set(draft, made);
  return made;
}

/** What one may not read, or what fails to come, is left out: then the server has the last word, when publishing. */
async function loadAround(): Promise<Around> {
  const or = <Value>(promise: Promise<Value>) => promise.catch(() => undefined);
  const [flows, calendars, credentials, hosts, settings] = await Promise.all([
    or(api.flows()),
    or(api.calendars()),
    or(api.credentials()),
    or(api.hosts()),
    or(api.settings()),
  ]);
  return {
    ...(flows ? { flows } : {}),
    ...(calendars ? { calendars } : {}),
    ...(credentials ? { credentials } : {}),
    ...(hosts ? { hosts } : {}),
    ...(settings ? { codeAllowed: settings.codeAllowed } : {}),
  };
}

/** As publishing looks at it: the version named, else the latest, else the draft. */
async function loadFlow(id: string, version?: number) {
  try {
    const flow = await api.flow(id);
    const wanted = version ?? flow.latest;
    const document = wanted === null ? flow.draft : (await api.version(id, wanted)).definition;
    const read = readFlow(document);
    return read.ok ? read.flow : null;
  } catch {
    return null;
  }
}

/** What came of compiling the draft, in a worker, a moment after its last change. */
function useOutcome(): Outcome {
  const { draft } = useEditing();
  const { subscribe, read } = compilationOf(draft);
  return useSyncExternalStore(subscribe, read);
}

/** What is wrong with the flow as it is now: errors first. The very same list until something changes. */
export const useProblems = (): readonly Issue[] => useOutcome().issues;

/** Whether anything is known of the flow yet. */
export const useIsChecked = (): boolean => useOutcome().flow !== undefined;

/** The machine of the draft as it is now; undefined while there are errors, or before it is compiled. */
export const useDraftMachine = (): MachineJson | undefined => useOutcome().machine;

/** What the flow can refer to in its organisation: calendars, credentials, other flows. */
export function useAround(): Around {
  const { draft } = useEditing();
  const { subscribe, around } = compilationOf(draft);
  return useSyncExternalStore(subscribe, around) ?? NOT_KNOWN;
}

const NOT_KNOWN: Around = {};

const NONE: readonly Issue[] = [];
const byNode = new WeakMap<readonly Issue[], Map<string, Issue[]>>();

/** Those of a list that are about one node; a list is sorted out once, however many nodes ask. */
export function problemsOf(issues: readonly Issue[], node: string): readonly Issue[] {
  let sorted = byNode.get(issues);
  if (!sorted) {
    sorted = new Map();
    for (const issue of issues)
      if (issue.node !== undefined) sorted.set(issue.node, [...(sorted.get(issue.node) ?? []), issue]);
    byNode.set(issues, sorted);
  }
  return sorted.get(node) ?? NONE;
}

/** What is wrong with one node. */
export const useProblemsOf = (node: string): readonly Issue[] => problemsOf(useProblems(), node);
