import { z } from 'zod';
import { isZone } from './zone-clock.ts';

const clockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time such as 09:00, or 24:00 for the end of the day');
const isoDate = z.iso.date();

/** One opening on one day, local time; half-open: open at `from`, closed at `to`. */
const rangeSchema = z.strictObject({ from: clockTime, to: clockTime }).refine(({ from, to }) => from < to, {
  path: ['to'],
  message: 'must be later than the opening; write a night as two days',
});

const rangesSchema = z
  .array(rangeSchema)
  .max(24)
  .superRefine((ranges, ctx) => {
    const sorted = ranges.toSorted((one, other) => (one.from < other.from ? -1 : 1));
    const clash = sorted.find((range, index) => index > 0 && range.from < sorted[index - 1]!.to);
    if (clash)
      ctx.addIssue({ code: 'custom', message: `${clash.from} to ${clash.to} overlaps another opening` });
  });

const holidaySchema = z
  .strictObject({
    name: z.string().min(1).max(100),
    from: isoDate,
    /** Last day, included; without it the holiday is one day. */
    to: isoDate.optional(),
    /** Comes back every year on the same days; 29 February only in leap years. */
    yearly: z.boolean().optional(),
    /** Special openings on these days; without them closed all day. */
    hours: rangesSchema.optional(),
  })
  .refine(({ from, to }) => to === undefined || from <= to, {
    path: ['to'],
    message: 'must not be before the first day',
  });

/** Opening hours: a week, holidays that override it, and an emergency switch that overrides both. */
export const calendarSchema = z.strictObject({
  id: z.string().min(1).max(64),
  name: z.string().min(1).max(100),
  zone: z.string().max(64).refine(isZone, 'an IANA time zone such as Europe/Istanbul'),
  weekly: z.strictObject({
    mon: rangesSchema,
    tue: rangesSchema,
    wed: rangesSchema,
    thu: rangesSchema,
    fri: rangesSchema,
    sat: rangesSchema,
    sun: rangesSchema,
  }),
  holidays: z.array(holidaySchema).max(1000),
  emergency: z.strictObject({
    on: z.boolean(),
    reason: z.string().max(500).optional(),
    /** When the emergency ends by itself. */
    until: z.iso.datetime({ offset: true }).optional(),
  }),
});

export type Calendar = z.infer<typeof calendarSchema>;
export type Opening = z.infer<typeof rangeSchema>;
export type Holiday = z.infer<typeof holidaySchema>;

/** What a calendar says about one instant. */
export type CalendarReading = {
  status: 'open' | 'closed' | 'holiday' | 'emergency';
  /** Name of the holiday, when it is the reason for being closed. */
  holiday?: string;
  /** Reason given for the emergency. */
  reason?: string;
  /** Next opening, local `yyyy-mm-ddThh:mm`; absent when open, or when there is none within 370 days or none can be foretold. */
  opensAt?: string;
  /** End of the present opening, local; openings that touch are one. Absent when closed, or when it never closes. */
  closesAt?: string;
};

export { readCalendar } from './calendar-reading.ts';
