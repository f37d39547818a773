import { z } from 'zod';
import {
  type Action,
  baseLanguage,
  defineNode,
  type Expression,
  expressionSchema,
  type NodeStates,
} from '../../runtime/engine/index.ts';
import words from './words.json';

const config = z.strictObject({
  /** A language tag written down, read from a variable, or put together. */
  language: expressionSchema.meta({ widget: 'expression' }),
  /** Also for the customer's next contacts. */
  rememberForCustomer: z.boolean().default(false),
});

/** Speaks another language from here on. */
export default defineNode<z.infer<typeof config>>({
  type: 'set-language',
  version: 1,
  group: 'talk',
  words,
  channels: 'any',
  config,
  exits: ({ language }) => [{ id: 'done' }, ...('value' in language ? [] : [{ id: 'notSpoken' }])],
  compile({ language, rememberForCustomer }, { flow }): NodeStates {
    const set: Action = { type: 'setLanguage', params: { to: language } };
    const remember: Action[] = rememberForCustomer ? [{ type: 'rememberLanguage', params: {} }] : [];
    if ('value' in language) return { start: { entry: [set, ...remember], always: [{ exit: 'done' }] } };
    const spoken = [...new Set(flow.languages.map(baseLanguage))];
    return {
      start: {
        entry: [set],
        always: [
          {
            exit: 'done',
            actions: remember,
            guard: {
              type: 'holds',
              params: {
                match: 'all',
                comparisons: [{ left: baseOf(language), operator: 'isOneOf', right: { value: spoken } }],
              },
            },
          },
          { exit: 'notSpoken' },
        ],
      },
    };
  },
  check: ({ language }, { flow }) =>
    'value' in language && !flow.languages.some((one) => one === language.value)
      ? [
          {
            code: 'set-language.not-spoken',
            severity: 'error',
            path: ['config', 'language'],
            message: `The flow does not speak ${JSON.stringify(language.value)}; it speaks ${flow.languages.join(', ')}.`,
          },
        ]
      : [],
  examples: [
    {
      name: 'Turkish from here on',
      config: { language: { value: 'tr' } },
      transcript: [{ takes: 'done' }],
    },
    {
      name: 'The language of the web page, for next time too',
      config: { language: { variable: 'pageLanguage' }, rememberForCustomer: true },
      variables: { pageLanguage: 'fa-IR' },
      transcript: [{ takes: 'done' }],
    },
    {
      name: 'A language the flow does not speak',
      config: { language: { variable: 'pageLanguage' } },
      variables: { pageLanguage: 'de' },
      transcript: [{ takes: 'notSpoken' }],
    },
  ],
});

/** The wanted language without its region: a flow that speaks `fa` serves `fa-IR` as well. */
function baseOf(language: Exclude<Expression, { value: unknown }>): Expression {
  const wanted = 'variable' in language ? `{{ ${language.variable} }}` : language.template;
  return {
    template: `{% capture wanted %}${wanted}{% endcapture %}{{ wanted | replace: "_", "-" | split: "-" | first | strip | downcase }}`,
  };
}
