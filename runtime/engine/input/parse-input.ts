import { parseDate } from './date.ts';
import { parseDigits } from './digits.ts';
import { parseEmail } from './email.ts';
import type { InputSpec } from './input-spec.ts';
import type { Input } from './input.ts';
import { parseMoney } from './money.ts';
import { parseNumber } from './number.ts';
import type { InputContext, ParsedInput } from './parsed.ts';
import { parsePhone } from './phone.ts';
import { parseText } from './text.ts';
import { parseYesNo } from './yes-no.ts';

export { type InputSpec, inputSpecSchema } from './input-spec.ts';
export type { InputContext, ParsedInput } from './parsed.ts';

/**
 * Makes sense of an input as what was asked for; never throws on what a customer gives.
 * @returns the value to store (dates as ISO text, telephone numbers as E.164) with the way to read it back, or why it cannot be taken
 */
export function parseInput(spec: InputSpec, given: Input, about: InputContext): ParsedInput {
  const input = withoutFinishKey(given);
  switch (spec.as) {
    case 'digits':
      return parseDigits(spec, input, about);
    case 'phone':
      return parsePhone(spec, input, about);
    case 'date':
      return parseDate(spec, input, about);
    case 'email':
      return parseEmail(input, about);
    case 'money':
      return parseMoney(spec, input, about);
    case 'number':
      return parseNumber(spec, input, about);
    case 'text':
      return parseText(spec, input);
    case 'yesNo':
      return parseYesNo(input, about);
  }
}

/** Some carriers report the key that ended the input as part of it. */
function withoutFinishKey(input: Input): Input {
  return input.kind === 'dtmf' && input.value.endsWith('#')
    ? { ...input, value: input.value.slice(0, -1) }
    : input;
}
