import type { AnyNodeType } from '../../../runtime/engine/index.ts';

/** What a new node begins with: nothing where nothing is needed, else the first example, in the flow's own language. */
export function startingConfig(type: AnyNodeType, languages: readonly string[]): Record<string, unknown> {
  if (type.config.safeParse({}).success) return {};
  const config = type.examples[0]?.config ?? {};
  return spokenIn(structuredClone(config), languages) as Record<string, unknown>;
}

/** Examples speak English, some more: of each text what the flow speaks stays, or the English as its first language. */
function spokenIn(value: unknown, languages: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => spokenIn(item, languages));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  if (!('en' in value) || !entries.every(([key]) => /^[a-z]{2}(-\w+)*$/.test(key)))
    return Object.fromEntries(entries.map(([key, inner]) => [key, spokenIn(inner, languages)]));
  const spoken = entries.filter(([key]) => languages.includes(key));
  return Object.fromEntries(spoken.length > 0 ? spoken : [[languages[0] ?? 'en', value.en]]);
}
