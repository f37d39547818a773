import type { Action, ChoiceTexts, Listening } from '../../runtime/engine/index.ts';
import type { Config } from './config.ts';
import { yesNoChoices } from './yes-no-choices.ts';

type Keys = Pick<Listening, 'dtmf' | 'minDigits' | 'maxDigits'>;

/** Longest telephone number in E.164, with two digits in front to dial abroad. */
const LONGEST_NUMBER = 17;

/** What keys can give for each sort of answer; words need speech or a keyboard. */
function keysFor(ask: Config['ask']): Keys {
  switch (ask.as) {
    case 'digits':
      return { dtmf: true, minDigits: ask.minDigits, maxDigits: ask.maxDigits };
    case 'phone':
      return { dtmf: true, minDigits: 3, maxDigits: LONGEST_NUMBER };
    case 'date':
      return { dtmf: true, minDigits: 3, maxDigits: 8 };
    case 'number':
    case 'money':
      return { dtmf: true, minDigits: 1, maxDigits: 16 };
    case 'yesNo':
      return { dtmf: true, minDigits: 1, maxDigits: 1 };
    case 'email':
    case 'text':
      return { dtmf: false };
  }
}

/** Whether the answer can be given by the keys of a telephone. */
export const hasKeys = (ask: Config['ask']): boolean => keysFor(ask).dtmf;

/** Choices that go with the question itself. */
export const choicesOf = (ask: Config['ask'], languages: string[]): ChoiceTexts[] | undefined =>
  ask.as === 'yesNo' ? yesNoChoices(languages) : undefined;

/** How the channel listens for the answer. */
export function listeningFor(
  config: Config,
  languages: string[],
): Extract<Action, { type: 'collect' }>['params'] {
  const { ask, finishKey, interDigitSeconds, patience, refusal, sensitive } = config;
  const keys = keysFor(ask);
  const choices = choicesOf(ask, languages);
  const ended = keys.dtmf && keys.minDigits !== keys.maxDigits && finishKey !== 'none';
  return {
    ...keys,
    ...(keys.dtmf ? { interDigitSeconds } : {}),
    ...(ended ? { finishKey } : {}),
    ...(choices ? { choices } : {}),
    ...(Object.keys(refusal).length > 0 ? { hints: refusal } : {}),
    ...(sensitive ? { sensitive } : {}),
    speech: config.speech,
    bargeIn: config.bargeIn,
    timeoutSeconds: patience.voiceSeconds,
  };
}
