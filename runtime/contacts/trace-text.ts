import type { Step, Trace } from '../engine/index.ts';

/** A node entered, the exit one was left by, or the flow and version all that follows belongs to. */
type Mark = string | [node: string, exit: string] | [flow: string, version: number];
type TraceText = { way: Mark[]; failure?: NonNullable<Step['failure']> };

/**
 * The way of a step and its failure as the log keeps them; null when there is neither. Most of what is written in a step
 * would be the names of members and flows, so each is written as little as can be.
 */
export function encodeTrace({ trace, failure }: Pick<Step, 'trace' | 'failure'>): string | null {
  if (trace.length === 0 && !failure) return null;
  const way: Mark[] = [];
  let last: Trace | undefined;
  for (const one of trace) {
    if (one.flow !== last?.flow || one.version !== last.version) way.push([one.flow, one.version]);
    way.push(one.exit === undefined ? one.node : [one.node, one.exit]);
    last = one;
  }
  const text: TraceText = failure ? { way, failure } : { way };
  return JSON.stringify(text);
}

/** Reads what `encodeTrace` wrote. */
export function decodeTrace(text: string | null): { trace: Trace[]; failure?: NonNullable<Step['failure']> } {
  if (text === null) return { trace: [] };
  const { way, ...rest } = JSON.parse(text) as TraceText;
  const trace: Trace[] = [];
  let within = { flow: '', version: 0 };
  for (const mark of way) {
    if (typeof mark === 'string') trace.push({ ...within, node: mark });
    else if (typeof mark[1] === 'number') within = { flow: mark[0], version: mark[1] };
    else trace.push({ ...within, node: mark[0], exit: mark[1] });
  }
  return { trace, ...rest };
}
