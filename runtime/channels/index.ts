import type { AnyAdapter } from './adapter.ts';

/** Every channel adapter, found by folder: adding a folder is all it takes. */
export const adapters: AnyAdapter[] = Object.values(
  import.meta.glob<AnyAdapter>('./*/index.ts', { eager: true, import: 'default' }),
);
