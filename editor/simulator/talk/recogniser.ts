/** What the browser tells of an utterance: alternatives, the likeliest first. */
interface Heard {
  readonly results: ArrayLike<ArrayLike<{ readonly transcript: string }>>;
}

/**
 * What hears a person speak: the part of the Web Speech API that is needed (the W3C's draft; browsers have it under its
 * own name or with a prefix, and TypeScript does not know it).
 */
export interface Recogniser {
  lang: string;
  onresult: ((event: Heard) => void) | null;
  onerror: ((event: { readonly error: string }) => void) | null;
  onend: (() => void) | null;
  start: () => void;
  abort: () => void;
}

declare global {
  interface Window {
    SpeechRecognition?: unknown;
    webkitSpeechRecognition?: unknown;
  }
}

/** Makes a recogniser; undefined where the browser has none. */
export function newRecogniser(): Recogniser | undefined {
  const Kind = (window.SpeechRecognition ?? window.webkitSpeechRecognition) as
    | (new () => Recogniser)
    | undefined;
  return Kind && new Kind();
}

/** Why nothing was heard, as whoever speaks can do something about it. */
export type Deafness = 'forbidden' | 'missing' | 'silent' | 'unreachable' | 'language';

const DEAFNESS: { [error: string]: Deafness } = {
  'not-allowed': 'forbidden',
  'service-not-allowed': 'forbidden',
  'audio-capture': 'missing',
  'no-speech': 'silent',
  network: 'unreachable',
  'language-not-supported': 'language',
};

/** Reads an error of a recogniser; undefined where nobody needs to be told, because it was broken off. */
export const deafnessOf = (error: string): Deafness | undefined =>
  error === 'aborted' ? undefined : (DEAFNESS[error] ?? 'unreachable');
