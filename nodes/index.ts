/** Every node type, found by folder: adding a folder is all it takes. */
export const modules = import.meta.glob<unknown>('./*/index.ts', { eager: true, import: 'default' });
