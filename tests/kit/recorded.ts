import { registry } from '../../nodes/index.ts';
import { compile, type FlowDefinition, toMachine } from '../../runtime/engine/index.ts';
import { type Act, act, newWorld, type Recorded, type Source } from '../../runtime/simulated-world/index.ts';

export const MONDAY = Date.parse('2026-03-02T09:00:00Z');

/** A source in which the flow is what is given, whatever version is asked for. */
export function sourceOf(definition: FlowDefinition): Source {
  const compiled = compile(definition, registry, {});
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues));
  return {
    machine: (id, version = 1) => (id === definition.id ? toMachine(compiled.machine, version) : undefined),
    drawing: () => definition,
    calendar: () => undefined,
  };
}

/** What acts in a simulation of version 1 leave behind, as if they had been a real contact. */
export function recorded(definition: FlowDefinition, acts: Act[]): Recorded[] {
  const source = sourceOf(definition);
  let world = newWorld({ flow: definition.id, version: 1, at: MONDAY });
  const steps: Recorded[] = [];
  for (const one of acts) {
    const acted = act(source, world, one);
    if (!acted.ok) throw new Error(acted.why.code);
    const turns = acted.world.story.slice(world.story.length);
    world = acted.world;
    for (const turn of turns) steps.push({ ...turn, facts: {}, snapshot: world.snapshot! });
  }
  return steps;
}
