import { z } from 'zod';
import { type ChannelKind, channelKindSchema } from '../channel-kind.ts';
import { LIMITS } from '../limits.ts';
import { baseLanguage } from '../language.ts';

const source = z.string().max(LIMITS.templateSource);

const entrySchema = z.union([
  source,
  z.strictObject({
    text: source,
    /** Address of a recording that is played instead of speech synthesis. */
    recording: z.url({ protocol: /^https?$/ }).optional(),
    /** Other wording for one kind of channel. */
    variants: z.partialRecord(channelKindSchema, source).optional(),
  }),
]);

/** What is said to a customer: per language, with an optional recording and one variant per channel. */
export const textsSchema = z.record(z.string(), entrySchema);
export type Texts = z.infer<typeof textsSchema>;

/** One text, chosen for a language and a channel; still a Liquid template. */
export interface ChosenText {
  template: string;
  language: string;
  recording?: string;
}

/**
 * Chooses the text for a language and channel.
 * Falls back from `tr-CY` to `tr`, then to `fallback`, then to whatever there is.
 */
export function chooseText(
  texts: Texts,
  language: string,
  channel: ChannelKind,
  fallback: string,
): ChosenText | undefined {
  const spoken = [language, baseLanguage(language), fallback, ...Object.keys(texts)].find(
    (tag) => texts[tag] !== undefined,
  );
  if (spoken === undefined) return undefined;
  const entry = texts[spoken]!;
  if (typeof entry === 'string') return { template: entry, language: spoken };
  const variant = entry.variants?.[channel];
  if (variant !== undefined) return { template: variant, language: spoken };
  return {
    template: entry.text,
    language: spoken,
    ...(entry.recording ? { recording: entry.recording } : {}),
  };
}

/** All templates in a text, with their language, for checks. */
export function templatesOf(texts: Texts): { language: string; template: string }[] {
  return Object.entries(texts).flatMap(([language, entry]) =>
    typeof entry === 'string'
      ? [{ language, template: entry }]
      : [entry.text, ...Object.values(entry.variants ?? {})].map((template) => ({ language, template })),
  );
}
