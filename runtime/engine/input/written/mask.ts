import { z } from 'zod';

/**
 * A shape for digits or text, safe to run on anything because it only ever walks forward:
 * `#` one digit, `A` one letter, `*` whatever is left (last sign only), `\` takes the next sign literally,
 * every other sign stands for itself, in either case. `AA-####` fits `tr-1234`; `5*` fits anything that begins with 5.
 */
export const maskSchema = z
  .string()
  .min(1)
  .max(100)
  .refine((mask) => !/^(?:\\.|[^\\*])*\*./su.test(mask), '* stands for the rest, so it must come last')
  .refine((mask) => !/^(?:\\.|[^\\])*\\$/su.test(mask), '\\ needs a sign after it');

/** A mask for digits only: other signs could never fit. */
export const digitMaskSchema = maskSchema.refine(
  (mask) => /^[#\d]*\*?$/.test(mask),
  'use #, digits, and * at the end',
);

/** Whether a text has the shape of a mask, from its first sign to its last. */
export function fitsMask(text: string, mask: string): boolean {
  const signs = Array.from(text);
  const shape = Array.from(mask);
  let place = 0;
  for (let index = 0; index < shape.length; index++) {
    const wanted = shape[index]!;
    if (wanted === '*') return true;
    const sign = signs[place++];
    if (sign === undefined) return false;
    const literal = wanted === '\\' ? shape[++index] : undefined;
    if (literal !== undefined ? !same(sign, literal) : !fitsSign(sign, wanted)) return false;
  }
  return place === signs.length;
}

function fitsSign(sign: string, wanted: string): boolean {
  if (wanted === '#') return /^\d$/.test(sign);
  if (wanted === 'A') return /^\p{L}$/u.test(sign);
  return same(sign, wanted);
}

function same(one: string, other: string): boolean {
  return one === other || one.toLowerCase() === other.toLowerCase();
}
