import { z } from 'zod';

/** A length of time as people say it. */
export const durationSchema = z
  .strictObject({
    days: z.number().int().min(0).max(365).default(0),
    hours: z.number().int().min(0).max(1000).default(0),
    minutes: z.number().int().min(0).max(10_000).default(0),
    seconds: z.number().int().min(0).max(100_000).default(0),
  })
  .refine((length) => secondsOf(length) > 0, 'at least one second');

export const secondsOf = (length: {
  days: number;
  hours: number;
  minutes: number;
  seconds: number;
}): number => ((length.days * 24 + length.hours) * 60 + length.minutes) * 60 + length.seconds;
