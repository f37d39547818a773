import { baseLanguage, type Effect } from '../../../engine/index.ts';
import type { Config } from '../config.ts';
import { spokenTag } from './languages.ts';
import type { Element } from './xml.ts';

/** Most characters of one `<Say>` (https://developer.signalwire.com/compatibility-api/cxml/voice/say; Twilio's is the same). */
export const SAY_LIMIT = 4_096;

export type Prompt = Extract<Effect, { type: 'channel.prompt' }>;

/** A prompt as verbs: a recording is played, anything else is read aloud in pieces the carrier takes. */
export function speech(prompt: Pick<Prompt, 'text' | 'language' | 'recording'>, config: Config): Element[] {
  if (isPlayable(prompt.recording)) return [{ name: 'Play', text: prompt.recording }];
  return pieces(prompt.text).map((text) => ({
    name: 'Say',
    attributes: voiceOf(prompt.language, config),
    text,
  }));
}

/** Only what the carrier can fetch without eavesdroppers: a recording named otherwise is read aloud instead. */
function isPlayable(recording: string | undefined): recording is string {
  return recording !== undefined && /^https:\/\/[^\s<>"]{1,2000}$/.test(recording) && URL.canParse(recording);
}

/**
 * Voice and language of a text. A wrong pair fails the verb, and an unknown language too; so a language without a voice
 * of the carrier goes out without a tag, which sounds odd, but the call goes on.
 */
function voiceOf(language: string, { voices, dialect }: Config): NonNullable<Element['attributes']> {
  const own = voices?.[language] ?? voices?.[baseLanguage(language)];
  const tag = spokenTag(language);
  if (own) return { voice: own, language: tag };
  // Telnyx reads `language` only for the voice alice: https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/say
  return dialect === 'telnyx' && tag ? { voice: 'alice', language: tag } : { language: tag };
}

/** Cuts a text so that each piece may be one `<Say>`: after a sentence, else after a word, never inside a character. */
export function pieces(text: string, limit = SAY_LIMIT): string[] {
  const found: string[] = [];
  let rest = text.trim();
  while (rest.length > limit) {
    const end = endOfSentence(rest, limit) ?? endOfWord(rest, limit) ?? endOfCharacter(rest, limit);
    found.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return rest === '' ? found : [...found, rest];
}

function endOfSentence(text: string, limit: number): number | undefined {
  let end: number | undefined;
  for (const match of text.slice(0, limit).matchAll(/[.!?…。؟۔](?=\s)|\n/g)) end = match.index + 1;
  return end;
}

function endOfWord(text: string, limit: number): number | undefined {
  const end = text.slice(0, limit).search(/\s\S*$/);
  return end > 0 ? end : undefined;
}

function endOfCharacter(text: string, limit: number): number {
  const last = text.charCodeAt(limit - 1);
  return last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit;
}
