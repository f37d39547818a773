import type { Effect } from '../../../engine/index.ts';
import type { Config } from '../config.ts';
import { understoodTag } from './languages.ts';
import type { Element } from './xml.ts';

export type Collect = Extract<Effect, { type: 'channel.collect' }>;

/** Seconds Telnyx allows; the others name no upper limit. */
const LONGEST_SILENCE = 120;
/** The carriers take hundreds of phrases of 100 characters; these keep the document below its limit in any script. */
const HINTS_LENGTH = 2_000;
const HINT_LENGTH = 100;
/** Seconds of silence after which speech is over, where the carrier may not decide it alone. */
const PAUSE_IN_SPEECH = 2;

/**
 * Listens for keys, speech or both, with the prompts that may be interrupted inside.
 * @see https://www.twilio.com/docs/voice/twiml/gather
 * @see https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/gather
 * @see https://developer.signalwire.com/compatibility-api/cxml/voice/gather
 */
export function gather(collect: Collect, action: string, inside: Element[], config: Config): Element {
  const { dialect } = config;
  const language = understoodTag(collect.language);
  // A language the recogniser does not know fails the whole verb (Twilio 13331): then keys alone, if they will do.
  const speech = collect.speech && (language !== undefined || !collect.dtmf);
  const input = [...(collect.dtmf || !speech ? ['dtmf'] : []), ...(speech ? ['speech'] : [])].join(' ');
  const length = collect.maxDigits;
  return {
    name: 'Gather',
    attributes: {
      input,
      action,
      // Telnyx posts as its application is set up, and knows no word for "also tell me of silence".
      ...(dialect === 'telnyx' ? {} : { method: 'POST', actionOnEmptyResult: 'true' }),
      timeout: silence(collect),
      ...(collect.dtmf
        ? // An empty one keeps "#" an ordinary key; left out it would end every input.
          {
            numDigits: length !== undefined && length > 0 ? length : undefined,
            finishOnKey: collect.finishKey ?? '',
          }
        : {}),
      ...(speech ? recognition(collect, language, config) : {}),
    },
    children: inside,
  };
}

/** The carriers know one time for "no answer yet" and "no further key": the longer one, so that nobody is cut off. */
function silence({ timeoutSeconds, interDigitSeconds = 0, dtmf }: Collect): number {
  const seconds = dtmf ? Math.max(timeoutSeconds, interDigitSeconds) : timeoutSeconds;
  return Math.min(LONGEST_SILENCE, Math.max(1, Math.ceil(seconds)));
}

function recognition(
  collect: Collect,
  language: string | undefined,
  { dialect, speechModel }: Config,
): NonNullable<Element['attributes']> {
  const model = speechModel === undefined ? {} : { speechModel };
  return {
    ...speechEnd(dialect, speechModel),
    hints: hints(collect),
    language,
    // SignalWire heeds the model only together with `enhanced`.
    ...(dialect === 'signalwire' && speechModel !== undefined ? { enhanced: 'true', ...model } : model),
  };
}

/** Twilio takes no "auto" beside a model (13335); Telnyx documents seconds only, and its own default is left alone. */
function speechEnd(dialect: Config['dialect'], speechModel: string | undefined) {
  if (dialect === 'telnyx') return {};
  return { speechTimeout: dialect === 'twilio' && speechModel !== undefined ? PAUSE_IN_SPEECH : 'auto' };
}

/** Words to expect, each once; a comma would end a phrase. */
function hints({ hints: given = [], choices = [] }: Collect): string | undefined {
  const phrases = [...given, ...choices.flatMap(({ label, words = [] }) => [label, ...words])]
    .map((phrase) => phrase.replace(/[,\s]+/g, ' ').trim())
    .filter((phrase) => phrase !== '' && phrase.length <= HINT_LENGTH);
  let together = '';
  for (const phrase of new Set(phrases)) {
    const longer = together === '' ? phrase : `${together}, ${phrase}`;
    if (longer.length <= HINTS_LENGTH) together = longer;
  }
  return together === '' ? undefined : together;
}
