import type { Library, Playable } from './library.ts';
import { outsideOf } from './outside-of.ts';

/**
 * The flows a flow goes on in, and those they go on in, each once. What is not on the page yet is left out and looked up:
 * see `Library.lacks`.
 */
export function calledFrom(library: Pick<Library, 'playable'>, first: Playable): Playable[] {
  const met = new Set([first.flow.id]);
  const found = [first];
  for (const { machine } of found)
    for (const { flow, version } of outsideOf(machine).flows) {
      const called = met.has(flow) ? undefined : library.playable(flow, version);
      if (!called) continue;
      met.add(flow);
      found.push(called);
    }
  return found.slice(1);
}
