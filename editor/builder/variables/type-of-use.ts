import type { FlowDefinition, ValueType } from '../../../runtime/engine/index.ts';

/** What kind of value a name that nobody has declared most likely holds: what is written into it, where that is known. */
export function typeOfUse(flow: FlowDefinition, name: string): ValueType {
  for (const { config } of Object.values(flow.nodes)) {
    if (config['saveTo'] !== name) continue;
    const asked = (config['ask'] as { as?: string } | undefined)?.as;
    if (asked === 'number' || asked === 'money') return 'number';
    if (asked === 'yesNo') return 'yesNo';
    if (asked === 'date') return 'date';
  }
  return 'text';
}
