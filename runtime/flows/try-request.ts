import { type Reach, makeRequest } from '../effects/http-request.ts';
import { readAnswer, type Told } from '../effects/http-answer.ts';
import type { GuardedCall } from '../egress/guarded-call.ts';
import {
  type Action,
  coerce,
  type FlowDefinition,
  type HttpRequest,
  type Issue,
  readNodes,
  readPointer,
  type Registry,
  requestOf,
  type Scope,
  type Value,
} from '../engine/index.ts';

/** Characters of an answer that a designer is shown. */
const SHOWN = 2_000;

export interface TryParts {
  registry: Registry;
  call: GuardedCall;
  /** What the designer's organisation may reach. */
  reach: Reach;
  now(): number;
  newId(): string;
}

/** What the mapping would put into a variable, or why it could not. */
export type WouldSet = { variable: string; value: Value } | { variable: string; problem: string };

export type Tried =
  | {
      ok: true;
      status: number;
      headers: { [name: string]: string };
      /** The beginning of the answer, as text. */
      body: string;
      variables: WouldSet[];
      ms: number;
    }
  | { ok: false; code: string; message: string; issues?: Issue[] };

type ActionOf<Type extends Action['type']> = Extract<Action, { type: Type }>;

/**
 * Makes the request of one node as a flow would, with the values given: through the same guard, with the same credential,
 * once. A host that may not be called shows nothing, and the answer never leaves by another way than this one.
 */
export async function tryRequest(
  parts: TryParts,
  { flow, node, values }: { flow: FlowDefinition; node: string; values: { [name: string]: Value } },
): Promise<Tried> {
  const one = flow.nodes[node];
  if (!one) return { ok: false, code: 'node.unknown', message: `There is no node "${node}".` };
  const { nodes, issues } = readNodes({ ...flow, nodes: { [node]: one } }, parts.registry, {});
  const actions = Object.values(nodes.get(node)?.states ?? {}).flatMap((state) => [
    ...(state.entry ?? []),
    ...Object.values(state.on ?? {}).flatMap((ways) => ways.flatMap((way) => way.actions ?? [])),
  ]);
  const asks = actions.find((action): action is ActionOf<'request'> => action.type === 'request');
  if (!asks) {
    const message = 'This node makes no request as it is.';
    return { ok: false, code: 'node.no-request', message, issues };
  }
  const set = actions.find((action): action is ActionOf<'assignResult'> => action.type === 'assignResult');
  try {
    const effect = requestOf(asks.params, scopeOf(flow, values, parts.now()));
    const began = parts.now();
    const { timeoutMs } = effect;
    const answer = await makeRequest(parts.call, parts.reach, effect, {
      id: `try/${parts.newId()}`,
      timeoutMs,
    });
    if ('error' in answer) return { ok: false, code: answer.code, message: answer.message };
    const told = readAnswer(answer, effect);
    const variables =
      'result' in told
        ? (set?.params.set ?? []).map((where) => wouldSet(where, told.result, flow))
        : (set?.params.set ?? []).map(({ variable }) => ({
            variable,
            problem: told.message ?? told.code,
          }));
    return {
      ok: true,
      status: answer.status,
      headers: answer.headers,
      body: answer.body.slice(0, SHOWN),
      variables,
      ms: parts.now() - began,
    };
  } catch (error) {
    const { code = 'request.unreadable' } = error as { code?: string };
    return { ok: false, code, message: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Makes a request that a flow has come to, once, and tells what the flow would be told: through the same guard, with the
 * same credential, on the same list of hosts as for a contact.
 */
export async function makeOnce(
  { call, reach, newId }: Pick<TryParts, 'call' | 'reach' | 'newId'>,
  request: HttpRequest,
): Promise<Told> {
  const { timeoutMs } = request;
  return readAnswer(await makeRequest(call, reach, request, { id: `try/${newId()}`, timeoutMs }), request);
}

function wouldSet(
  { variable, from }: { variable: string; from: string },
  result: { [name: string]: Value },
  flow: FlowDefinition,
): WouldSet {
  const type = flow.variables.find(({ name }) => name === variable)?.type ?? 'text';
  try {
    return { variable, value: coerce(type, readPointer(result, from)) };
  } catch (error) {
    return { variable, problem: (error as Error).message };
  }
}

/** What the templates of the node can read: the flow's variables as they begin, and over them what was given. */
function scopeOf(flow: FlowDefinition, values: { [name: string]: Value }, at: number): Scope {
  const language = flow.languages[0]!;
  const begun = flow.variables.map(({ name, initial = null }): [string, Value] => [name, initial]);
  return { values: { language, ...Object.fromEntries(begun), ...values }, language, at, zone: flow.zone };
}
