import { z } from 'zod';
import { mockSchema, valueSchema } from '../engine/index.ts';

/** What a calendar says whatever the time is, or its emergency switched by hand. */
const calendarOverrideSchema = z.union([
  z.enum(['open', 'closed', 'holiday', 'emergency']),
  z.strictObject({
    status: z.enum(['open', 'closed', 'holiday', 'emergency']),
    holiday: z.string().max(100).optional(),
    reason: z.string().max(500).optional(),
    opensAt: z.string().max(40).optional(),
    closesAt: z.string().max(40).optional(),
  }),
  z.strictObject({ emergency: z.strictObject({ on: z.boolean(), reason: z.string().max(500).optional() }) }),
]);

const codeSchema = z.union([
  z.strictObject({ returns: valueSchema }),
  /** Code of the failure, as the flow may read it. */
  z.strictObject({ fails: z.string().min(1).max(100) }),
]);

const transferSchema = z.strictObject({
  status: z.enum(['completed', 'busy', 'noAnswer', 'failed']),
  afterSeconds: z.number().min(0).max(86_400).default(0),
});

/** By node id; a node of a sub-flow as `flow.node`. Several answers come one after the other, and the last one stays. */
const perNode = <Answer extends z.ZodType>(answer: Answer) =>
  z.record(z.string().min(1).max(130), z.union([answer, z.array(answer).min(1).max(50)]));

/** What stands around a contact in place of the real world: all that a test may say of it. */
export const settingSchema = z.strictObject({
  calendars: z.record(z.string().min(1).max(64), calendarOverrideSchema).optional(),
  http: perNode(mockSchema).optional(),
  code: perNode(codeSchema).optional(),
  transfers: perNode(transferSchema).optional(),
});
export type Setting = z.infer<typeof settingSchema> & {
  /**
   * Nodes for whose requests nobody stands in: whoever plays has them made, and says what came back. A test has none, so
   * that nobody is ever called by one.
   */
  real?: { [node: string]: boolean };
};

/** A setting with changes over it; what is not named stays. */
export const changedSetting = (setting: Setting, change: Setting): Setting => ({
  calendars: { ...setting.calendars, ...change.calendars },
  http: { ...setting.http, ...change.http },
  code: { ...setting.code, ...change.code },
  transfers: { ...setting.transfers, ...change.transfers },
  real: { ...setting.real, ...change.real },
});
