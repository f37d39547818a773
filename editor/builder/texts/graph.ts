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
