import type { Example } from '../../runtime/engine/index.ts';

export const EXAMPLES: Example[] = [
  {
    name: 'A customer number, read back',
    config: { ...customerNumber(), confirm: { on: true } },
    channel: 'voice',
    variables: { account: '' },
    transcript: [
      { hears: 'Please enter your customer number.' },
      { presses: '40718' },
      { hears: 'I have understood 4 0 7 1 8. Is that right? For Yes, press 1. For No, press 2.' },
      { presses: '2' },
      { hears: 'Please enter your customer number.' },
      { says: 'double four seven one nine' },
      { hears: 'I have understood 4 4 7 1 9.' },
      { says: 'yes please' },
      { takes: 'valid' },
    ],
  },
  {
    name: 'Too short, then nothing',
    config: customerNumber(),
    channel: 'voice',
    variables: { account: '' },
    transcript: [
      { presses: '407' },
      { hears: 'It has five digits.' },
      { hears: 'Please enter your customer number.' },
      { silent: true },
      { takes: 'noInput' },
    ],
  },
  {
    name: 'Never anything that can be read',
    config: customerNumber(),
    variables: { account: '' },
    transcript: [
      { says: 'what is that?' },
      { hears: 'Sorry, I did not get that.' },
      { says: 'no idea' },
      { takes: 'invalid' },
    ],
  },
  {
    name: 'Somebody would rather not',
    config: customerNumber(),
    variables: { account: '' },
    transcript: [{ says: 'sorry, I do not have one' }, { takes: 'refused' }],
  },
  {
    name: 'A secret is neither read back nor kept for texts',
    config: {
      prompt: { en: 'Please enter your PIN.' },
      ask: { as: 'digits', minDigits: 4, maxDigits: 4 },
      saveTo: 'pin',
      sensitive: true,
    },
    channel: 'voice',
    variables: { pin: '' },
    transcript: [{ hears: 'Please enter your PIN.' }, { presses: '0815' }, { takes: 'valid' }],
  },
  {
    name: 'A date in the customer’s words',
    config: {
      prompt: { en: 'When would you like to come?' },
      ask: { as: 'date', notBefore: 'today' },
      saveTo: 'day',
      reasonPrompts: { tooSmall: { en: 'That day is over.' } },
    },
    variables: { day: '' },
    transcript: [
      { says: '1 January 2026' },
      { hears: 'That day is over.' },
      { says: 'tomorrow' },
      { takes: 'valid' },
    ],
  },
  {
    name: 'Yes or no, by button',
    config: {
      prompt: { en: 'Do you want to pay now?' },
      ask: { as: 'yesNo' },
      saveTo: 'paying',
    },
    variables: { paying: false },
    transcript: [{ hears: 'Do you want to pay now?' }, { chooses: 'yes' }, { takes: 'valid' }],
  },
];

function customerNumber() {
  return {
    prompt: { en: 'Please enter your customer number.' },
    ask: { as: 'digits', minDigits: 5, maxDigits: 5 },
    saveTo: 'account',
    attempts: 2,
    invalidPrompt: { en: 'Sorry, I did not get that.' },
    reasonPrompts: { tooShort: { en: 'It has five digits.' } },
    refusal: { en: ['I do not have one', 'skip'] },
  };
}
