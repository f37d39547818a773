import type { Registry } from '../engine/index.ts';
import { referencesOf } from './usage.ts';

type Json = { [member: string]: unknown };

/** No flow or calendar is called this: whatever asks for it was asked to. */
const PROBE = 'probe-of-a-reference';

/**
 * A drawing whose references to other flows, or to calendars, go by other ids: those of another installation. Which fields
 * are references the checks of the nodes tell, by what they ask for once a probe stands there; a text that happens to read
 * like an id stays as it is.
 */
export function renamed(
  document: unknown,
  kind: 'flow' | 'calendar',
  ids: ReadonlyMap<string, string>,
  registry: Registry,
): unknown {
  const changing = new Map([...ids].filter(([from, to]) => from !== to));
  if (changing.size === 0) return document;
  const copy = structuredClone(document) as Json;
  const nodes = Object.values((copy['nodes'] ?? {}) as { [id: string]: Json });
  for (const { config } of nodes)
    eachText(config, (place, member) => {
      const id = place[member] as string;
      const other = changing.get(id);
      if (other === undefined) return;
      place[member] = PROBE;
      const asked = referencesOf(copy, registry)[kind].has(PROBE);
      place[member] = asked ? other : id;
    });
  return copy;
}

function eachText(value: unknown, visit: (place: Json, member: string) => void): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [member, inner] of Object.entries(value)) {
    if (typeof inner === 'string') visit(value as Json, member);
    else eachText(inner, visit);
  }
}
