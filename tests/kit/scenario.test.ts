import { describe, expect, test } from 'vitest';
import { flowOf, node } from './flow-builder.ts';
import { scenario } from './scenario.ts';

const exits = { cards: 'end', loans: 'end', noInput: 'quiet', noMatch: 'end' };
const bank = flowOf({
  welcome: node('message', { text: { en: 'Welcome to the bank.' } }, { done: 'menu' }),
  menu: node(
    'menu',
    {
      prompt: { en: 'Cards or loans?' },
      options: [
        { id: 'cards', label: { en: 'Cards' }, key: '1' },
        { id: 'loans', label: { en: 'Loans' }, key: '2' },
      ],
      attempts: 1,
      patience: { voiceSeconds: 5, textMinutes: 10 },
    },
    exits,
  ),
  quiet: node('end', { reason: 'quiet' }),
  end: node('end', { text: { en: 'Goodbye.' } }),
});

describe('a conversation told as a transcript', () => {
  test('by key on the phone', () => {
    scenario(bank)
      .calls()
      .hears('Welcome')
      .hears(/For Cards, press 1\./)
      .isOffered(['cards', 'loans'])
      .isAt('menu')
      .presses('1')
      .took('menu', 'cards')
      .hears('Goodbye')
      .ends('completed')
      .noMoreEffects();
  });

  test('by word and by button in a chat', () => {
    scenario(bank).chats().says('loans').took('menu', 'loans');
    scenario(bank).chats().chooses('loans').took('menu', 'loans');
  });

  test('silence is told by the channel on the phone, by the timer in a chat', () => {
    scenario(bank).calls().staysSilent().took('menu', 'noInput').ends('quiet');
    scenario(bank).chats().waits(599).isAt('menu').waits(1).took('menu', 'noInput').ends('quiet');
    scenario(bank).chats().staysSilent().took('menu', 'noInput').ends('quiet');
  });

  test('an awaited effect succeeds or fails', () => {
    const flow = flowOf({
      code: node(
        'message',
        { text: { en: 'Your code is 42.' }, confirmDelivery: true },
        { done: 'end', undeliverable: 'lost' },
      ),
      end: node('end'),
      lost: node('end', { reason: 'lost' }),
    });
    scenario(flow).chats().effectSucceeds().took('code', 'done').ends('completed');
    scenario(flow).chats().effectFails().took('code', 'undeliverable').ends('lost');
  });
});

describe('a wrong expectation fails, and shows the transcript', () => {
  const call = () => scenario(bank).calls();
  test.each<[string, () => unknown, RegExp]>([
    ['other words', () => call().hears('Good night'), /Good night[^]*“Welcome to the bank\.”/],
    ['a prompt out of order', () => call().hears('Cards'), /heard “Welcome/],
    [
      'a prompt too many',
      () => call().presses('1').hears('Goodbye').hears('Goodbye'),
      /Nothing more is said/,
    ],
    ['another exit', () => call().presses('1').took('menu', 'loans'), /not left by "loans"[^]*presses 1/],
    [
      'the same exit twice',
      () => call().presses('1').took('menu', 'cards').took('menu', 'cards'),
      /not left/,
    ],
    ['another node', () => call().isAt('welcome'), /node "welcome", found "menu"/],
    ['other choices', () => call().isOffered(['cards']), /\["cards","loans"\]/],
    ['an end too early', () => call().ends(), /has not ended/],
    ['another reason', () => call().presses('1').ends('left'), /reason "left", found "completed"/],
    ['an effect nobody named', () => call().presses('1').ends().noMoreEffects(), /Goodbye/],
    ['a key in a chat', () => scenario(bank).chats().presses('1'), /no keys to press on chat/],
    ['a choice that is not offered', () => call().chooses('mortgage'), /not offered/],
    ['an effect nobody awaits', () => call().effectSucceeds(), /No effect is waited for/],
    ['a contact that never came', () => scenario(bank).hears('Welcome'), /nothing yet/],
    ['a flow with errors', () => scenario(flowOf({ a: node('menu') })), /config\.invalid/],
  ])('%s', (_what, wrong, message) => {
    expect(wrong).toThrow(message);
  });
});
