import { z } from 'zod';
import { COUNTRIES } from './countries.ts';
import { digitMaskSchema, maskSchema } from './written/mask.ts';

// Apart from the reading of inputs: whoever only draws a flow needs no dictionaries and no numbering plans.

/** A row of digits that is no amount: customer number, code, card number. */
const digitsSpecSchema = z
  .strictObject({
    as: z.literal('digits'),
    minDigits: z.int().min(1).max(100),
    maxDigits: z.int().min(1).max(100),
    /** Mask of `#`, digits and a last `*`; see `maskSchema`. */
    pattern: digitMaskSchema.optional(),
  })
  .refine(({ minDigits, maxDigits }) => minDigits <= maxDigits, {
    path: ['maxDigits'],
    message: 'must not be less than minDigits',
  });

const countries = new Set(COUNTRIES);

/** A telephone number; without a country code it is one of `country` (ISO 3166 alpha-2). */
const phoneSpecSchema = z.strictObject({
  as: z.literal('phone'),
  country: z.string().refine((country) => countries.has(country), 'an ISO country code such as TR'),
});

const bound = z.union([z.literal('today'), z.iso.date()]);

/** A calendar day; bounds are included, `today` is the day of the input in the zone of the contact. */
const dateSpecSchema = z
  .strictObject({ as: z.literal('date'), notBefore: bound.optional(), notAfter: bound.optional() })
  .refine(
    ({ notBefore, notAfter }) =>
      !notBefore || !notAfter || notBefore === 'today' || notAfter === 'today' || notBefore <= notAfter,
    {
      path: ['notAfter'],
      message: 'must not be earlier than notBefore',
    },
  );

/** An e-mail address. */
const emailSpecSchema = z.strictObject({ as: z.literal('email') });

const currencies = new Set(Intl.supportedValuesOf('currency'));

/** An amount in one currency (ISO 4217), in its whole unit; bounds are included. */
const moneySpecSchema = z
  .strictObject({
    as: z.literal('money'),
    currency: z.string().refine((currency) => currencies.has(currency), 'an ISO currency code such as TRY'),
    min: z.number().optional(),
    max: z.number().optional(),
  })
  .refine(({ min = -Infinity, max = Infinity }) => min <= max, {
    path: ['max'],
    message: 'must not be less than min',
  });

/** A number to count or measure with; bounds are included. */
const numberSpecSchema = z
  .strictObject({
    as: z.literal('number'),
    min: z.number().optional(),
    max: z.number().optional(),
    /** Only whole numbers. */
    whole: z.boolean().optional(),
  })
  .refine(({ min = -Infinity, max = Infinity }) => min <= max, {
    path: ['max'],
    message: 'must not be less than min',
  });

/** Free text; lengths in characters as a person counts them (code points). */
const textSpecSchema = z
  .strictObject({
    as: z.literal('text'),
    minLength: z.int().min(0).max(10_000).optional(),
    maxLength: z.int().min(1).max(10_000).optional(),
    /** Mask; see `maskSchema`. */
    pattern: maskSchema.optional(),
  })
  .refine(({ minLength = 0, maxLength = Infinity }) => minLength <= maxLength, {
    path: ['maxLength'],
    message: 'must not be less than minLength',
  });

/** A yes or a no: key 1 or 2, or words of agreement or refusal. */
const yesNoSpecSchema = z.strictObject({ as: z.literal('yesNo') });

/** What a customer is asked for, and within which bounds. */
export const inputSpecSchema = z.discriminatedUnion('as', [
  digitsSpecSchema,
  phoneSpecSchema,
  dateSpecSchema,
  emailSpecSchema,
  moneySpecSchema,
  numberSpecSchema,
  textSpecSchema,
  yesNoSpecSchema,
]);

export type InputSpec = z.infer<typeof inputSpecSchema>;
/** What is asked for when it is of one kind. */
export type SpecOf<As extends InputSpec['as']> = Extract<InputSpec, { as: As }>;
