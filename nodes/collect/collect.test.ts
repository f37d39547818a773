import { describe, expect, test } from 'vitest';
import { compile, type FlowDefinition, type Variable } from '../../runtime/engine/index.ts';
import { flowOf, node } from '../../tests/kit/flow-builder.ts';
import { scenario } from '../../tests/kit/scenario.ts';
import { registry } from '../index.ts';

const kept = (type: Variable['type']): Variable[] => [{ name: 'answer', type }];
const DIGITS = { as: 'digits', minDigits: 4, maxDigits: 4 };

function flowWith(config: Record<string, unknown>, more: Partial<FlowDefinition> = {}): FlowDefinition {
  const { prompt = { en: 'Your PIN?', tr: 'Şifreniz?', fa: 'رمز؟', ms: 'PIN anda?' }, ...rest } = config;
  const exits = {
    valid: 'told',
    noInput: 'bye',
    invalid: 'bye',
    ...('refusal' in rest ? { refused: 'bye' } : {}),
  };
  return flowOf(
    {
      ask: node('collect', { prompt, ask: DIGITS, saveTo: 'answer', ...rest }, exits),
      told: node('message', { text: { en: 'Input: {{ input.value }}.' } }, { done: 'bye' }),
      bye: node('end'),
    },
    { variables: kept('text'), ...more },
  );
}

const issuesOf = (config: Record<string, unknown>, more?: Partial<FlowDefinition>) =>
  compile(flowWith(config, more), registry).issues.map(({ code, path }) => `${code} ${path?.join('.')}`);

describe('a sensitive value', () => {
  const flow = flowWith({ sensitive: true, confirm: { on: true } });

  test('is taken without being read back, and is in its variable only', () => {
    const contact = scenario(flow)
      .calls()
      .effect('channel.collect', { sensitive: true })
      .presses('0815')
      .hears('Input: .')
      .ends();
    expect(contact.snapshot.frames[0]?.context.vars).toEqual({ answer: '0815' });
    expect(contact.snapshot.frames[0]?.context.input).toBeUndefined();
  });

  test('gives a warning when it should be read back', () => {
    expect(issuesOf({ sensitive: true, confirm: { on: true } })).toEqual([
      'collect.sensitive-confirm config.confirm.on',
    ]);
  });
});

describe('reading back', () => {
  test.each([
    ['en', 'Is that right?', 'yes'],
    ['tr', 'Doğru mu?', 'EVET'],
    ['ms', 'Betulkah?', 'ya'],
    ['fa', 'درست است؟', 'بله'],
    ['de', '4 7 1 1?', 'yes'],
  ])('asks and understands in %s', (language, question, yes) => {
    const flow = flowWith({ prompt: { [language]: '?' }, confirm: { on: true } }, { languages: [language] });
    flow.nodes['told']!.config['text'] = { [language]: 'Good.' };
    scenario(flow).chats().says('4711').hears(question).says(yes).took('ask', 'valid');
  });

  test('offers yes and no as buttons, and a button is understood in every language', () => {
    for (const language of ['en', 'tr', 'ms', 'fa']) {
      const flow = flowWith({ confirm: { on: true } }, { languages: [language] });
      flow.nodes['told']!.config['text'] = { [language]: 'Good.' };
      scenario(flow).chats().says('4711').isOffered(['yes', 'no']).chooses('no').hears(/[?؟]/).says('4712');
      scenario(flow).chats().says('4711').chooses('yes').took('ask', 'valid');
    }
  });

  test('a no counts as an attempt', () => {
    scenario(flowWith({ confirm: { on: true }, attempts: 2 }))
      .calls()
      .presses('4711')
      .presses('2')
      .presses('4712')
      .presses('2')
      .took('ask', 'invalid');
  });

  test('silence and muttering ask for the confirmation again, as long as there are attempts', () => {
    scenario(flowWith({ confirm: { on: true }, attempts: 3 }))
      .calls()
      .presses('4711')
      .staysSilent()
      .hears('I have understood')
      .says('hm what')
      .hears('I have understood')
      .staysSilent()
      .took('ask', 'noInput');
  });
});

describe('a refusal', () => {
  const refusal = { en: ["I don't want to", 'skip'], tr: ['İSTEMİYORUM'] };

  test('is heard in any of the languages, in capitals too', () => {
    scenario(flowWith({ refusal })).chats().says('istemiyorum').took('ask', 'refused');
    scenario(flowWith({ refusal })).chats().says('No, I DON’T WANT TO!').took('ask', 'refused');
  });

  test('is not heard inside an answer that can be taken', () => {
    scenario(flowWith({ refusal, ask: { as: 'text' } }))
      .chats()
      .says('Skip Jones')
      .took('ask', 'valid');
  });
});

describe('the check', () => {
  test.each([
    [
      'an e-mail address on the phone without speech',
      { ask: { as: 'email' }, speech: false },
      'collect.no-way-to-answer config.speech',
    ],
    [
      'a finish key that is a decimal sign',
      { ask: { as: 'number' }, finishKey: '*' },
      'collect.finish-key config.finishKey',
    ],
    [
      'a shape no answer can have',
      { ask: { ...DIGITS, pattern: '###' } },
      'collect.pattern-length config.ask.pattern',
    ],
    [
      'fewer digits than there must be',
      { ask: { as: 'digits', minDigits: 5, maxDigits: 4 } },
      'config.invalid config.ask.maxDigits',
    ],
  ])('finds %s', (_what, config, finding) => {
    expect(issuesOf(config)).toEqual([finding]);
  });

  test('has nothing against an e-mail address in writing, or a shape that fits', () => {
    expect(issuesOf({ ask: { as: 'email' }, speech: false }, { channels: ['chat'] })).toEqual([]);
    expect(issuesOf({ ask: { ...DIGITS, pattern: '##*' } })).toEqual([]);
  });

  test('finds a variable that is not declared, or cannot hold the answer', () => {
    expect(issuesOf({}, { variables: [] })).toEqual(['variable.unknown config.saveTo']);
    expect(issuesOf({}, { variables: kept('number') })).toEqual(['collect.save-type config.saveTo']);
    expect(issuesOf({ ask: { as: 'number' } }, { variables: kept('number') })).toEqual([]);
  });
});
