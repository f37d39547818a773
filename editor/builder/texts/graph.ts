import { compile, type FlowDefinition, type Registry, type Texts } from '../../../runtime/engine/index.ts';
import { formOf } from '../inspector/form.ts';
import { leavesOf, written } from '../inspector/walk.ts';

/**
 * The machine of a flow without its words: what happens, whatever is said. Two flows with the same text here differ in
 * nothing but what customers read and hear. Undefined while the flow cannot be compiled.
 */
export function graphOf(flow: FlowDefinition, registry: Registry): string | undefined {
  const silenced = silencedIn(flow.languages);
  let bare: FlowDefinition = flow.apology ? { ...flow, apology: silenced(flow.apology) } : flow;
  for (const [id, { type, config }] of Object.entries(flow.nodes)) {
    const known = registry(type);
    if (!known) return undefined;
    for (const { form, value, path } of leavesOf(formOf(known), config))
      if (form.kind === 'texts')
        bare = written(bare, ['nodes', id, 'config', ...path], silenced(value as Texts)) as FlowDefinition;
  }
  const compiled = compile(bare, registry);
  return compiled.ok ? JSON.stringify(compiled.machine) : undefined;
}

/** Something said stays something said, and silence stays silence. */
const silencedIn =
  (languages: readonly string[]) =>
  (texts: Texts): Texts =>
    Object.keys(texts).length === 0 ? {} : Object.fromEntries(languages.map((language) => [language, '…']));

/** A short name for a graph, the same wherever it is computed; undefined where the browser makes none. */
export async function hashOf(graph: string): Promise<string | undefined> {
  // Only on pages that came over a safe connection.
  const { subtle } = globalThis.crypto as { subtle?: SubtleCrypto };
  const digest = await subtle?.digest('SHA-256', new TextEncoder().encode(graph));
  if (!digest) return undefined;
  return [...new Uint8Array(digest)]
    .slice(0, 8)
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}
