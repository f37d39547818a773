import type { Effect } from '../../runtime/engine/index.ts';
import type { SimulatedWorld } from '../../runtime/simulated-world/index.ts';
import type { Deed } from './deed.ts';

/** A request as a flow has come to it. */
export interface AskedRequest {
  flow: string;
  node: string;
  effect: Extract<Effect, { type: 'http.request' }>;
}

/** Has a request made through the guard of the server, and tells what a flow would be told. */
export type Caller = (asked: AskedRequest) => Promise<Extract<Deed, { type: 'answers' }>['outcome']>;

/** Requests that are made in a row without anybody doing anything: a ring of nodes must not ask without end. */
export const MOST_CALLS = 20;

/** The request that has no answer yet; undefined where none is awaited. */
export function requestAt({ awaited, snapshot, flow }: SimulatedWorld): AskedRequest | undefined {
  if (awaited?.effect.type !== 'http.request' || awaited.comes) return undefined;
  return { flow: snapshot?.frames.at(-1)?.flow ?? flow, node: awaited.node, effect: awaited.effect };
}
