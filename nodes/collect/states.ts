import {
  type Action,
  asking,
  foldWords,
  INPUT_PROBLEMS,
  type NodeContext,
  type NodeState,
  type NodeStates,
  type NodeTransition,
  picking,
  type Texts,
  whileAttemptsLeft,
} from '../../runtime/engine/index.ts';
import { type Config, refusalWords } from './config.ts';
import { choicesOf, listeningFor } from './listening.ts';
import { confirmTexts, yesNoChoices } from './yes-no-choices.ts';

/** Asks until the answer can be taken, reads it back if wanted, and gives up after the last attempt. */
export function statesOf(config: Config, { counter, flow }: NodeContext): NodeStates {
  const { ask, attempts, noInputPrompt, patience, prompt, sensitive } = config;
  const tried = counter();
  const again = (state: string, exit: string) => whileAttemptsLeft(tried, attempts, state, exit);
  const confirmed = config.confirm.on && !sensitive;
  const keep: Action = { type: 'keepInput', params: { as: ask } };
  const announce = choicesOf(ask, flow.languages);
  const [refusedOutright, refusedInPassing] = refusals(config);
  return {
    start: { entry: [{ type: 'count', params: { counter: tried, reset: true } }], always: [{ to: 'ask' }] },
    ask: asking({
      prompts: [{ type: 'prompt', params: { texts: prompt, ...(announce ? { announce } : {}) } }],
      listen: listeningFor(config, flow.languages),
      patience,
      answers: [
        ...refusedOutright,
        {
          guard: { type: 'parses', params: { as: ask } },
          ...(confirmed
            ? { to: 'confirm', actions: [keep] }
            : { exit: 'valid', actions: [keep, saving(config)] }),
        },
        ...refusedInPassing,
        ...again('invalidAgain', 'invalid'),
      ],
      silence: again('noInputAgain', 'noInput'),
    }),
    ...sayingWhy(config),
    noInputAgain: saying(noInputPrompt),
    ...(confirmed ? confirming(config, flow.languages, again) : {}),
  };
}

/** A sensitive value goes into its variable and nowhere else. */
const saving = ({ saveTo, sensitive }: Config): Action => ({
  type: 'assign',
  params: {
    set: [{ variable: saveTo, to: { variable: 'input.value' } }],
    ...(sensitive ? { forgetInput: true } : {}),
  },
});

const saying = (texts: Texts): NodeState => ({
  entry: [{ type: 'prompt', params: { texts } }],
  always: [{ to: 'ask' }],
});

/** Before the answer is read only the very words count as a refusal: somebody may be called Skip. */
function refusals(config: Config): [NodeTransition[], NodeTransition[]] {
  const words = [...new Set(refusalWords(config).map(([language, word]) => foldWords(word, language)))];
  if (words.length === 0) return [[], []];
  const transitions = picking([{ id: 'refused', words }], (exit) => ({ exit }));
  return [transitions.slice(0, 1), transitions.slice(1)];
}

/** Why the answer was not taken, in the words there are for that. */
function sayingWhy({ ask, invalidPrompt, reasonPrompts }: Config): { [state: string]: NodeState } {
  const reasons = INPUT_PROBLEMS.flatMap((problem) => {
    const texts = reasonPrompts[problem];
    return texts ? [{ problem, texts }] : [];
  });
  if (reasons.length === 0) return { invalidAgain: saying(invalidPrompt) };
  return {
    invalidAgain: {
      always: [
        ...reasons.map(({ problem }): NodeTransition => ({
          to: `invalid-${problem}`,
          guard: { type: 'parses', params: { as: ask, problem } },
        })),
        { to: 'invalid' },
      ],
    },
    invalid: saying(invalidPrompt),
    ...Object.fromEntries(reasons.map(({ problem, texts }) => [`invalid-${problem}`, saying(texts)])),
  };
}

function confirming(
  config: Config,
  languages: string[],
  again: (state: string, exit: string) => NodeTransition[],
): { [state: string]: NodeState } {
  const { confirm, patience } = config;
  const choices = yesNoChoices(languages);
  const texts = Object.keys(confirm.prompt).length > 0 ? confirm.prompt : confirmTexts(languages);
  const says = (value: boolean) =>
    ({ type: 'parses', params: { as: { as: 'yesNo' }, value } }) satisfies NodeTransition['guard'];
  return {
    confirm: asking({
      prompts: [{ type: 'prompt', params: { texts, announce: choices } }],
      listen: {
        dtmf: true,
        minDigits: 1,
        maxDigits: 1,
        choices,
        speech: config.speech,
        bargeIn: config.bargeIn,
        timeoutSeconds: patience.voiceSeconds,
      },
      patience,
      answers: [
        { exit: 'valid', guard: says(true), actions: [saving(config)] },
        { to: 'rejected', guard: says(false) },
        ...again('confirm', 'invalid'),
      ],
      silence: again('confirm', 'noInput'),
    }),
    rejected: { always: again('ask', 'invalid') },
  };
}
