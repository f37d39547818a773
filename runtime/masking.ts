import { MASKED } from './engine/index.ts';

/** Digits of a card number. */
const CARD = { least: 13, most: 19 };
const DIGIT_RUN = /(?<![\p{L}\p{N}_])\d(?:[ .-]?\d){7,30}(?![\p{L}\p{N}_])/gu;
const IBAN = /(?<![\p{L}\p{N}])[A-Za-z]{2}\d{2}(?: ?[A-Za-z0-9]{2,4}){3,8}(?![\p{L}\p{N}])/gu;
const EMAIL = /[^\s@<>"'(),:;[\]\\]{1,64}@[^\s@<>"'(),:;[\]\\]{1,190}\.[\p{L}]{2,24}/gu;
const PHONE = /(?<![\p{L}\p{N}_.:-])(?:\+|00)?\(?\d[\d ().\u00a0/-]{5,24}\d(?![\p{L}\p{N}_:-])/gu;
const LEAST_PHONE_DIGITS = 8;

/** First digits of other scripts people write numbers in: Arabic, Persian and Urdu, Devanagari, Bengali, Thai, full-width. */
const ZEROS = ['٠', '۰', '०', '০', '๐', '０'].map((zero) => zero.charCodeAt(0));
const OTHER_DIGIT = /[٠-٩۰-۹०-९০-৯๐-๙０-９]/g;

/** Without what could be used to pay: numbers that pass for a card's (Luhn) or an account's (IBAN). */
export const withoutPayment = (text: string): string =>
  replaced(
    replaced(text, IBAN, (found) => withoutIban(found)),
    DIGIT_RUN,
    (run) => (holdsCard(run) ? MASKED : run),
  );

/** Without what tells who somebody is either: e-mail addresses and telephone numbers. */
export const withoutPerson = (text: string): string =>
  replaced(withoutPayment(text).replaceAll(EMAIL, MASKED), PHONE, (found) =>
    found.replaceAll(/\D/g, '').length >= LEAST_PHONE_DIGITS && !isTime(found) ? MASKED : found,
  );

/** Replaces what is found in whatever script its digits are; what is left as it was found stays as it was written. */
function replaced(text: string, pattern: RegExp, replace: (found: string) => string): string {
  // As long as the text itself, so that places in one are places in the other.
  const plain = text.replaceAll(OTHER_DIGIT, (digit) => String(valueOf(digit)));
  if (plain === text) return text.replaceAll(pattern, replace);
  let out = '';
  let from = 0;
  for (const { 0: found, index } of plain.matchAll(pattern)) {
    const instead = replace(found);
    out += text.slice(from, index) + (instead === found ? text.slice(index, index + found.length) : instead);
    from = index + found.length;
  }
  return out + text.slice(from);
}

function valueOf(digit: string): number {
  const code = digit.charCodeAt(0);
  return code - ZEROS.find((zero) => code >= zero && code <= zero + 9)!;
}

/** Every text in a value, however deep, through a mask; its members keep their names. */
export function masked<Thing>(value: Thing, mask: (text: string) => string): Thing {
  if (typeof value === 'string') return mask(value) as Thing;
  if (Array.isArray(value)) return value.map((one: unknown) => masked(one, mask)) as Thing;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, masked(inner, mask)])) as Thing;
}

/** A card number may stand beside other digits, but begins and ends where a group of digits does. */
function holdsCard(run: string): boolean {
  const groups = run.split(/\D/);
  return groups.some((_group, first) =>
    groups.slice(first).some((_other, more) => {
      const digits = groups.slice(first, first + more + 1).join('');
      return digits.length >= CARD.least && digits.length <= CARD.most && passesLuhn(digits);
    }),
  );
}

function passesLuhn(digits: string): boolean {
  // A row of zeros passes too, and means nothing.
  if (new Set(digits).size === 1) return false;
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Words after a number look like part of it: as much of it as is one goes. */
function withoutIban(found: string): string {
  const groups = found.split(' ');
  for (let taken = groups.length; taken > 0; taken -= 1)
    if (isIban(groups.slice(0, taken).join(''))) return [MASKED, ...groups.slice(taken)].join(' ');
  return found;
}

/** ISO 13616: the first four characters go last, letters count from 10, and the whole leaves 1 divided by 97. */
function isIban(text: string): boolean {
  if (text.length < 15 || text.length > 34) return false;
  let left = 0;
  for (const character of `${text.slice(4)}${text.slice(0, 4)}`.toUpperCase())
    left = Number(`${left}${Number.parseInt(character, 36)}`) % 97;
  return left === 1;
}

/** `2026-11-22 11:30` and the like are told from telephone numbers by their shape. */
const isTime = (text: string): boolean => /^\d{4}-\d{2}-\d{2}/.test(text);
