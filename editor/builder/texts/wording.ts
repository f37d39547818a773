import type { ChannelKind, Texts } from '../../../runtime/engine/index.ts';

/** Words in a language; with a channel, those that are said there instead. */
export interface Wording {
  language: string;
  channel?: ChannelKind;
  text: string;
}

/** What is written in a language, for a channel of its own or for all. */
export function wordingOf(texts: Texts, language: string, channel?: ChannelKind): string {
  const entry = texts[language];
  if (entry === undefined) return '';
  if (typeof entry === 'string') return channel === undefined ? entry : '';
  return (channel === undefined ? entry.text : entry.variants?.[channel]) ?? '';
}

/** Address of the recording that is played instead of a language's words. */
export function recordingOf(texts: Texts, language: string): string {
  const entry = texts[language];
  return typeof entry === 'object' ? (entry.recording ?? '') : '';
}

/** Channels a language has words of their own for. */
export function variantsOf(texts: Texts, language: string): ChannelKind[] {
  const entry = texts[language];
  return typeof entry === 'object' ? (Object.keys(entry.variants ?? {}) as ChannelKind[]) : [];
}

/** The texts with other words; a language that has none left is taken out, so that it is found missing. */
export function withWording(texts: Texts, { language, channel, text }: Wording): Texts {
  if (channel === undefined) return withEntry(texts, language, { text });
  const entry = texts[language];
  const variants = typeof entry === 'object' ? entry.variants : undefined;
  const { [channel]: _before, ...others } = variants ?? {};
  return withEntry(texts, language, { variants: text === '' ? others : { ...others, [channel]: text } });
}

/** The texts with a variant begun or taken away, even before anything is written in it. */
export function withVariant(texts: Texts, language: string, channel: ChannelKind, isThere: boolean): Texts {
  const entry = texts[language];
  const variants = typeof entry === 'object' ? (entry.variants ?? {}) : {};
  const { [channel]: before, ...others } = variants;
  return withEntry(texts, language, { variants: isThere ? { ...others, [channel]: before ?? '' } : others });
}

/** The texts with a recording for a language; an empty address takes it away. */
export const withRecording = (texts: Texts, language: string, recording: string): Texts =>
  withEntry(texts, language, { recording });

type Entry = Exclude<Texts[string], string>;

function withEntry(texts: Texts, language: string, change: Partial<Entry>): Texts {
  const before = texts[language];
  const entry = { ...(typeof before === 'string' ? { text: before } : (before ?? { text: '' })), ...change };
  const { text, recording, variants } = entry;
  const hasVariants = Object.keys(variants ?? {}).length > 0;
  if (text === '' && !recording && !hasVariants) {
    const { [language]: _gone, ...others } = texts;
    return others;
  }
  const whole: Texts[string] =
    recording || hasVariants
      ? { text, ...(recording ? { recording } : {}), ...(hasVariants ? { variants } : {}) }
      : text;
  if (JSON.stringify(whole) === JSON.stringify(before)) return texts;
  return { ...texts, [language]: whole };
}
