import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { valueSchema } from './value.ts';

export const HTTP_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'] as const;
export type HttpMethod = (typeof HTTP_METHODS)[number];

const template = z.string().max(LIMITS.templateSource);

/** Name and templated value of a header, a form's field or a part of the query. */
export const namedTemplatesSchema = z
  .array(z.strictObject({ name: z.string().min(1).max(100), value: template }))
  .max(40);

/** What is sent along. */
export const requestBodySchema = z.discriminatedUnion('as', [
  z.strictObject({ as: z.literal('none') }),
  /** Any JSON; texts inside are templates, and one that is nothing but `{{ name }}` becomes the value itself. */
  z.strictObject({ as: z.literal('json'), value: valueSchema }),
  z.strictObject({ as: z.literal('form'), fields: namedTemplatesSchema }),
  z.strictObject({ as: z.literal('text'), text: template }),
]);

/** A request as a flow asks for it: everything that is text is a template. */
export interface RequestParams {
  method: HttpMethod;
  url: string;
  query?: z.infer<typeof namedTemplatesSchema>;
  headers?: z.infer<typeof namedTemplatesSchema>;
  body?: z.infer<typeof requestBodySchema>;
  /** Name of a credential; the flow never sees what is in it. */
  credential?: string;
  timeoutMs: number;
  retries: number;
  /** The other side does not mind getting it twice; only asked where the method itself does not say so. */
  repeatable?: boolean;
  answerAs: 'json' | 'text';
  sensitive?: boolean;
}

/** Methods whose repeat changes nothing more (RFC 9110, 9.2.2). */
export const isSafeToRepeat = (method: HttpMethod): boolean => method !== 'POST' && method !== 'PATCH';

/** Seconds beyond a request's own time after which a node gives up: room for a restart, after which the request is made again. */
export const REQUEST_NET_SECONDS = 15;

/** Stands in for the other side in previews and tests: an answer, or how there is none. */
export const mockSchema = z.strictObject({
  status: z.number().int().min(200).max(599).default(200),
  body: valueSchema.default(null),
  delayMs: z.number().int().min(0).max(60_000).optional(),
  outcome: z.enum(['answer', 'timeout', 'unreachable']).optional(),
});
export type Mock = z.infer<typeof mockSchema>;
