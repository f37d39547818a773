import type { RateLimit, RateLimits } from './rate-limits.ts';

/** What one person or token may do only so often. */
export interface ApiLimits {
  publish: RateLimit;
  /** Everything that is known of somebody, as a file. */
  export: RateLimit;
}

const MINUTE = 60_000;

export const apiLimits = (limits: RateLimits): ApiLimits => ({
  publish: limits.limit({ name: 'publish', most: 10, windowMs: MINUTE, kept: 'each' }),
  export: limits.limit({ name: 'export', most: 5, windowMs: 60 * MINUTE, kept: 'each' }),
});
