import { z } from 'zod';
import {
  asking,
  type ChoiceTexts,
  defineNode,
  doubledExits,
  exitNameSchema,
  LIMITS,
  type NodeIssue,
  type NodeStates,
  patienceSchema,
  picking,
  textsSchema,
  whileAttemptsLeft,
} from '../../runtime/engine/index.ts';
import { wordsOf } from './option-words.ts';
import words from './words.json';

const key = z.string().regex(/^[0-9*#]{1,2}$/, 'one or two keys of a phone: 0 to 9, * or #');

const option = z.strictObject({
  id: exitNameSchema('noInput', 'noMatch'),
  label: textsSchema.meta({ widget: 'text' }),
  key: key.optional(),
  /** Other words for this option, per language. */
  words: z.record(z.string(), z.array(z.string().min(1).max(100)).max(30)).default({}),
});

const config = z.strictObject({
  prompt: textsSchema.meta({ widget: 'prompt' }),
  options: z.array(option).min(1).max(LIMITS.optionsPerMenu).meta({ widget: 'options' }),
  /** On the phone, say "For …, press …" after the prompt. */
  announceKeys: z.boolean().default(true),
  attempts: z.number().int().min(1).max(10).default(3),
  noInputPrompt: textsSchema.default({}).meta({ widget: 'prompt' }),
  noMatchPrompt: textsSchema.default({}).meta({ widget: 'prompt' }),
  patience: patienceSchema.prefault({}),
  speech: z.boolean().default(true),
  bargeIn: z.boolean().default(true),
});
type Config = z.infer<typeof config>;

/** Offers options: by key, by word, by button. */
export default defineNode<Config>({
  type: 'menu',
  version: 1,
  group: 'collect',
  words,
  channels: 'any',
  config,
  exits: ({ options }) => [
    ...options.map(({ id, label }) => ({
      id,
      label: Object.values(label).map((entry) => (typeof entry === 'string' ? entry : entry.text))[0] ?? id,
    })),
    { id: 'noInput' },
    { id: 'noMatch' },
  ],
  compile(given, { counter, flow }): NodeStates {
    const {
      options,
      attempts,
      prompt,
      noInputPrompt,
      noMatchPrompt,
      announceKeys,
      patience,
      speech,
      bargeIn,
    } = given;
    const choices: ChoiceTexts[] = options.map(({ id, label, key, words: said }) => ({
      id,
      label,
      words: said,
      ...(key ? { key } : {}),
    }));
    const keys = options.flatMap((one) => one.key ?? []);
    const tried = counter();
    const again = (texts: Config['prompt']) => ({
      entry: [{ type: 'prompt' as const, params: { texts } }],
      always: [{ to: 'ask' }],
    });
    return {
      start: { entry: [{ type: 'count', params: { counter: tried, reset: true } }], always: [{ to: 'ask' }] },
      ask: asking({
        prompts: [
          { type: 'prompt', params: { texts: prompt, ...(announceKeys ? { announce: choices } : {}) } },
        ],
        listen: {
          dtmf: keys.length > 0,
          speech,
          timeoutSeconds: patience.voiceSeconds,
          bargeIn,
          choices,
          hints: hintsOf(options, flow.languages),
          ...(keys.length > 0 ? { minDigits: 1, maxDigits: Math.max(...keys.map((one) => one.length)) } : {}),
        },
        patience,
        answers: [
          ...picking(
            options.map((one) => ({ id: one.id, key: one.key, words: wordsOf(one) })),
            (id) => ({ exit: id }),
          ),
          ...whileAttemptsLeft(tried, attempts, 'noMatchAgain', 'noMatch'),
        ],
        silence: whileAttemptsLeft(tried, attempts, 'noInputAgain', 'noInput'),
      }),
      noMatchAgain: again(noMatchPrompt),
      noInputAgain: again(noInputPrompt),
    };
  },
  check({ options, speech }, { flow }): NodeIssue[] {
    const spoken = flow.channels.includes('voice') || flow.channels.includes('video');
    const ids = options.map((one) => one.id);
    return [
      ...doubledExits('menu.double-option', 'options', ids),
      ...doubleKeys(options),
      ...(spoken && !speech ? keyless(options) : []),
    ];
  },
  examples: [
    {
      name: 'Appointment, prices or a person',
      config: EXAMPLE(),
      channel: 'voice',
      transcript: [
        { hears: 'How can we help? For Appointment, press 1. For Prices, press 2. For A person, press 0.' },
        { presses: '2' },
        { takes: 'prices' },
      ],
    },
    {
      name: 'In writing, by word and by button',
      config: EXAMPLE(),
      transcript: [
        { hears: 'How can we help?' },
        { says: 'an APPOINTMENT please' },
        { takes: 'appointment' },
      ],
    },
    {
      name: 'A button',
      config: EXAMPLE(),
      transcript: [{ hears: 'How can we help?' }, { chooses: 'person' }, { takes: 'person' }],
    },
    {
      name: 'A wrong key twice',
      config: { ...EXAMPLE(), attempts: 2 },
      channel: 'voice',
      transcript: [
        { hears: 'How can we help?' },
        { presses: '7' },
        { hears: 'That is not one of the choices.' },
        { hears: 'How can we help?' },
        { presses: '8' },
        { takes: 'noMatch' },
      ],
    },
    {
      name: 'Silence',
      config: { ...EXAMPLE(), attempts: 2 },
      channel: 'voice',
      transcript: [
        { hears: 'How can we help?' },
        { silent: true },
        { hears: 'Are you there?' },
        { silent: true },
        { takes: 'noInput' },
      ],
    },
  ],
});

/** Words the recogniser should expect, per language. */
function hintsOf(options: Config['options'], languages: string[]): { [language: string]: string[] } {
  return Object.fromEntries(
    languages.map((language) => [
      language,
      options.flatMap(({ label, words: said }) => {
        const entry = label[language];
        const text = typeof entry === 'string' ? entry : entry?.text;
        return [...(text && !/\{[{%]/.test(text) ? [text] : []), ...(said[language] ?? [])];
      }),
    ]),
  );
}

function doubleKeys(options: Config['options']): NodeIssue[] {
  return options.flatMap(({ key }, index) =>
    key !== undefined && options.findIndex((one) => one.key === key) < index
      ? [
          {
            code: 'menu.double-key',
            severity: 'error' as const,
            path: ['config', 'options', index, 'key'],
            message: `The key ${key} is taken by an option above.`,
          },
        ]
      : [],
  );
}

function keyless(options: Config['options']): NodeIssue[] {
  return options.flatMap(({ id, key }, index) =>
    key === undefined
      ? [
          {
            code: 'menu.no-key',
            severity: 'error' as const,
            path: ['config', 'options', index, 'key'],
            message: `On the phone "${id}" cannot be chosen: it has no key, and speech is off.`,
          },
        ]
      : [],
  );
}

function EXAMPLE() {
  return {
    prompt: { en: 'How can we help?' },
    options: [
      { id: 'appointment', label: { en: 'Appointment' }, key: '1' },
      { id: 'prices', label: { en: 'Prices' }, key: '2', words: { en: ['price', 'cost'] } },
      { id: 'person', label: { en: 'A person' }, key: '0', words: { en: ['agent', 'human'] } },
    ],
    noMatchPrompt: { en: 'That is not one of the choices.' },
    noInputPrompt: { en: 'Are you there?' },
  };
}
