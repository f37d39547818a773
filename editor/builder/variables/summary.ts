import {
  type FlowDefinition,
  type Registry,
  RESERVED_NAMES,
  type Variable,
} from '../../../runtime/engine/index.ts';
import { type Use, usesOf } from './uses.ts';

/** A variable with every place that has to do with it. */
export interface VariableSummary {
  name: string;
  /** Missing where nobody has declared it. */
  declared?: Variable;
  writes: readonly Use[];
  reads: readonly Use[];
  /** Read, and nothing ever gives it a value: no node, no beginning, no caller. */
  neverSet: boolean;
  /** Given values that nobody ever looks at. */
  neverRead: boolean;
}

/** All variables of a flow: declared ones in their order, then names that are used without being declared. */
export function variablesOf(flow: FlowDefinition, registry: Registry): VariableSummary[] {
  const uses = usesOf(flow, registry);
  const known = new Set<string>([...flow.variables.map(({ name }) => name), ...RESERVED_NAMES]);
  const lost = [...new Set(uses.map(({ variable }) => variable))].filter((name) => !known.has(name));
  const of = (name: string, declared?: Variable): VariableSummary => {
    const mine = uses.filter(({ variable }) => variable === name);
    const writes = mine.filter(({ how }) => how === 'writes');
    const reads = mine.filter(({ how }) => how === 'reads');
    const comesIn = declared?.input === true || (declared?.initial ?? null) !== null;
    return {
      name,
      ...(declared ? { declared } : {}),
      writes,
      reads,
      neverSet: writes.length === 0 && !comesIn,
      neverRead: reads.length === 0 && declared?.output !== true,
    };
  };
  return [...flow.variables.map((one) => of(one.name, one)), ...lost.map((name) => of(name))];
}
