import { describe, expect, test } from 'vitest';
import { masked, withoutPayment, withoutPerson } from './masking.ts';

describe('what could be used to pay is masked', () => {
  test.each([
    ['my card is 4111111111111111, thanks', 'my card is «masked», thanks'],
    ['4111 1111 1111 1111', '«masked»'],
    ['5500-0000-0000-0004', '«masked»'],
    ['340000000000009', '«masked»'],
    ['TR330006100519786457841326', '«masked»'],
    ['کارت ۴۱۱۱ ۱۱۱۱ ۱۱۱۱ ۱۱۱۱ است', 'کارت «masked» است'],
    ['٤١١١١١١١١١١١١١١١', '«masked»'],
    ['اتاق ۱۲۳۴، کارت ４１１１１１１１１１１１１１１１', 'اتاق ۱۲۳۴، کارت «masked»'],
    ['pay to GB82 WEST 1234 5698 7654 32 today', 'pay to «masked» today'],
  ])('%s', (text, left) => expect(withoutPayment(text)).toBe(left));

  test.each([
    'order 4111111111111112',
    'at 1763805600000',
    'room 0000000000000000',
    'GB82WEST12345698765433',
    'ref a4111111111111111z',
  ])('but not %s', (text) => expect(withoutPayment(text)).toBe(text));
});

describe('who somebody is, as well', () => {
  test.each([
    ['call +90 532 123 45 67 or 0532 123 45 67', 'call «masked» or «masked»'],
    ['write to ayşe.yılmaz@örnek.com.tr!', 'write to «masked»!'],
    ['(0212) 555 44 33', '«masked»'],
    ['+15005550006', '«masked»'],
    ['شماره من ۰۹۱۲ ۳۴۵ ۶۷۸۹ است', 'شماره من «masked» است'],
  ])('%s', (text, left) => expect(withoutPerson(text)).toBe(left));

  test.each([
    '12 of 34',
    'room 1234567',
    'version 1.2.3',
    '2026-11-22 11:30',
    'mi8zkq3v12345',
    '10:00-18:00',
    'نسخه ۱۲ از ۳۴',
  ])('but not %s', (text) => expect(withoutPerson(text)).toBe(text));
});

test('a value is masked text by text; numbers and names of members stay', () => {
  const value = { card: ['4111111111111111'], at: 4111111111111111, more: { ok: true, none: null } };
  expect(masked(value, withoutPayment)).toEqual({ ...value, card: ['«masked»'] });
});
