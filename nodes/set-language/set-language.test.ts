import { expect, test } from 'vitest';
import { compile } from '../../runtime/engine/index.ts';
import { registry } from '../index.ts';
import { flowOf, node } from '../../tests/kit/flow-builder.ts';
import { scenario } from '../../tests/kit/scenario.ts';

const speaking = (config: Record<string, unknown>) =>
  flowOf(
    {
      language: node('set-language', config, {
        done: 'hello',
        ...('value' in (config['language'] as object) ? {} : { notSpoken: 'hello' }),
      }),
      hello: node('message', { text: { en: 'Hello', tr: 'Merhaba', fa: 'سلام' } }, { done: 'end' }),
      end: node('end'),
    },
    { languages: ['en', 'tr', 'fa'] },
  );

test('texts follow the new language, which is not remembered unasked', () => {
  scenario(speaking({ language: { value: 'tr' } }))
    .calls()
    .speaks('tr')
    .hears('Merhaba')
    .ends()
    .noMoreEffects();
});

test('it is remembered where that is asked for', () => {
  scenario(speaking({ language: { value: 'fa' }, rememberForCustomer: true }))
    .calls()
    .effect('customer.update', { language: 'fa' })
    .hears('سلام')
    .ends()
    .noMoreEffects();
});

test.each([
  ['tr-TR', 'done', 'tr'],
  ['fa_IR', 'done', 'fa'],
  ['TR', 'done', 'tr'],
  ['de', 'notSpoken', 'en'],
  ['', 'notSpoken', 'en'],
  ['english', 'notSpoken', 'en'],
])('a page in "%s" takes %s and speaks %s', (wanted, exit, spoken) => {
  const flow = speaking({ language: { variable: 'customer.page' }, rememberForCustomer: true });
  const contact = scenario(flow)
    .chats({ attributes: { page: wanted } })
    .took('language', exit)
    .speaks(spoken);
  if (exit === 'done') contact.effect('customer.update', { language: spoken });
  contact.hears(/./).ends().noMoreEffects();
});

test('a language the flow does not speak is a finding', () => {
  const { ok, issues } = compile(speaking({ language: { value: 'de' } }), registry);
  expect(ok).toBe(false);
  expect(issues.map((issue) => issue.code)).toEqual(['set-language.not-spoken']);
});
