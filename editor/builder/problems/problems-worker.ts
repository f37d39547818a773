import '../../ui/no-compiled-schemas.ts';
import { registry } from '../../../nodes/index.ts';
import { compile, type FlowDefinition, type Issue, type MachineJson } from '../../../runtime/engine/index.ts';
import { type Around, type OtherFlows, surroundingsOf } from './around.ts';

export interface Question {
  flow: FlowDefinition;
  around: Around;
  others: OtherFlows;
}

export interface Answer {
  issues: Issue[];
  /** Missing while there are errors. */
  machine?: MachineJson;
  /** Other flows that are asked about and not known: with them, the answer may be another. */
  wanted: { id: string; version?: number }[];
}

/** Compiles away from the page, so that typing never waits. */
self.addEventListener('message', ({ data }: MessageEvent<Question>) => {
  const wanted: Answer['wanted'] = [];
  const surroundings = surroundingsOf(data.around, data.others, (id, version) =>
    wanted.push(version === undefined ? { id } : { id, version }),
  );
  const compiled = compile(data.flow, registry, surroundings);
  const answer: Answer = {
    issues: compiled.issues,
    wanted,
    ...(compiled.ok ? { machine: compiled.machine } : {}),
  };
  self.postMessage(answer);
});
