import { Temporal } from 'temporal-polyfill';

/** A moment as a field for day and time shows it, in the flow's zone. Epoch ms. */
export const localOf = (at: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });

/** The moment somebody means by a day and a time there; undefined when it is none. */
export function momentOf(local: string, zone: string): number | undefined {
  try {
    return Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds;
  } catch {
    return undefined;
  }
}
