import type { Context, Emitter, Template } from 'liquidjs';
import { LIMITS } from '../limits.ts';
import { TemplateError } from './template-error.ts';

/** Steps of one render, loops unrolled: every list of parts, every twenty characters of a part, every filter is one. */
const STEPS = 20_000;

/** Characters and list items one render may make on its way; liquidjs counts them. */
export const MEMORY = 200_000;

const taken = new WeakMap<Context, number>();
const lengths = new WeakMap<Template[], number>();

/**
 * Counts steps, so that the same template fails at the same place on any machine.
 * The time limit of liquidjs, which depends on the machine, stays behind it as a net.
 * @throws TemplateError when there have been too many
 */
export function takeSteps(context: Context, count: number): void {
  const steps = (taken.get(context) ?? 0) + count;
  if (steps > STEPS)
    throw new TemplateError('template.limit', 'The template does too much; shorten its lists or loops.');
  taken.set(context, steps);
}

/** The steps that rendering a list of parts takes, without the parts inside them. */
export function stepsOf(parts: Template[]): number {
  let length = lengths.get(parts);
  if (length === undefined) {
    length = parts.reduce((total, { token }) => total + Math.ceil((token.end - token.begin) / 20), 1);
    lengths.set(parts, length);
  }
  return length;
}

/** Gathers the text of a template or of a `capture`, up to the longest output there may be. */
export class BoundedText implements Emitter {
  buffer = '';

  write(value: unknown): void {
    this.buffer += textOf(value);
    if (this.buffer.length > LIMITS.templateOutput) throw tooLong();
  }
}

/** The error of a text longer than a template may make. */
export function tooLong(): TemplateError {
  return new TemplateError(
    'template.limit',
    `The text is longer than ${LIMITS.templateOutput} characters; shorten it.`,
  );
}

/** What a value looks like in a text: lists with commas, nothing for what is missing, and for objects, which no one wants to hear. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? value.map(textOf).join(', ') : '';
}
