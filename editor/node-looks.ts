const icons = import.meta.glob<string>('../nodes/*/icon.svg', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const docs = import.meta.glob<string>('../nodes/*/docs.md', { query: '?raw', import: 'default' });

/** Icon of a node type as SVG text, from its folder; nothing for a type this build does not know. */
export const iconOf = (type: string): string => icons[`../nodes/${type}/icon.svg`] ?? '';

/** Documentation of a node type as Markdown, from its folder. */
export const docsOf = async (type: string): Promise<string> =>
  (await docs[`../nodes/${type}/docs.md`]?.()) ?? '';
