import { registry } from '../../../nodes/index.ts';
import {
  type Calendar,
  compile,
  type FlowDefinition,
  type Machine,
  readFlow,
  toMachine,
} from '../../engine/index.ts';
import type { Source } from '../../simulated-world/index.ts';
import { findings } from '../verb/findings.ts';
import { Refusal } from '../verb/verb.ts';

/** Documents by themselves as what tests run on: other flows are those given beside, all as version 1. Throws `Refusal`. */
export function sourceOfFiles(
  documents: readonly { file: string; document: unknown }[],
  calendars: readonly Calendar[],
): Source {
  const drawings = new Map<string, FlowDefinition>();
  const machines = new Map<string, Machine>();
  for (const { file, document } of documents) {
    const compiled = compile(document, registry);
    const read = readFlow(document);
    if (!compiled.ok || !read.ok)
      throw new Refusal('flow.invalid', findings(file, compiled.issues).join('\n'), {
        issues: compiled.issues,
      });
    drawings.set(read.flow.id, read.flow);
    machines.set(read.flow.id, toMachine(compiled.machine, 1));
  }
  return {
    machine: (flow) => machines.get(flow),
    drawing: (flow) => drawings.get(flow),
    calendar: (id) => calendars.find((calendar) => calendar.id === id),
  };
}
