import { RESERVED_NAMES, type Variable } from '../../../runtime/engine/index.ts';
import { KEPT_FILTERS, OWN_FILTERS } from '../../../runtime/engine/template/filter-names.ts';
import type { Known } from './completion.ts';

const FILTER_NAMES = [...new Set([...OWN_FILTERS, ...KEPT_FILTERS])].toSorted();

/** What a template of a flow may name: its variables, what the product knows itself, and filters. */
export const knownIn = (variables: readonly Variable[]): Known => ({
  variables: [...variables.map(({ name }) => name), ...RESERVED_NAMES],
  filters: FILTER_NAMES,
});
