import type { Template } from 'liquidjs';
import { LIMITS } from './limits.ts';
import { tooLong } from './template/budget.ts';
import { explain } from './template/explain.ts';
import type { TemplateContext } from './template/filters.ts';
import { isTemplate } from './template/is-template.ts';
import { liquid, renderFor } from './template/liquid.ts';
import { renderSimple, simpleTemplate, type SimpleTemplate } from './template/simple.ts';
import { TemplateError, type TemplateErrorCode } from './template/template-error.ts';

export { TemplateError, type TemplateErrorCode, type TemplateContext };

/** A template as Liquid reads it, and without Liquid where that comes to the same. */
interface Parsed {
  template: Template[];
  simple: SimpleTemplate | undefined;
  /** Count of readings when it was last put behind all others. */
  moved: number;
}

/** Parsed templates kept, by count and by the characters of their sources. */
const KEPT = 500;
const KEPT_CHARACTERS = 500_000;
const parsed = new Map<string, Parsed>();
let keptCharacters = 0;
let readings = 0;

/**
 * Renders a Liquid text. Values are data: what they contain is never read as Liquid, and only own properties can be reached.
 * The output is plain text; each channel escapes it for where it goes.
 * @param values what the template can name, JSON only; never changed
 * @returns at most `LIMITS.templateOutput` characters
 * @throws TemplateError
 */
export function renderTemplate(
  source: string,
  values: Record<string, unknown>,
  about: TemplateContext,
): string {
  if (!isTemplate(source)) {
    if (source.length > LIMITS.templateOutput) throw tooLong();
    return source;
  }
  try {
    const { template, simple } = parse(source);
    if (!simple) return renderFor(template, values, about);
    const text = renderSimple(simple, values);
    if (text.length > LIMITS.templateOutput) throw tooLong();
    return text;
  } catch (error) {
    throw explain(error);
  }
}

/** What is wrong with a template, as data for the problems panel. */
export type TemplateIssue = { code: TemplateErrorCode; message: string; line: number; column: number };

/**
 * Looks at a template without rendering it.
 * @returns the variables it reads, as dotted paths in order of appearance (a path ends where an index is computed), and what is wrong
 */
export function inspectTemplate(source: string): { variables: string[]; issue?: TemplateIssue } {
  try {
    if (!isTemplate(source)) {
      if (source.length > LIMITS.templateSource) throw sourceTooLong();
      return { variables: [] };
    }
    return { variables: [...new Set(liquid.globalVariableSegmentsSync(parse(source).template).map(pathOf))] };
  } catch (error) {
    const { code, message, line, column } = explain(error);
    return { variables: [], issue: { code, message, line, column } };
  }
}

function sourceTooLong(): TemplateError {
  return new TemplateError(
    'template.limit',
    `The template is longer than ${LIMITS.templateSource} characters; shorten it.`,
  );
}

/** `['customer', 'orders', 0, 'total']` → `customer.orders.0.total`; a segment that is itself a path ends it. */
function pathOf(segments: readonly unknown[]): string {
  const dynamic = segments.findIndex((segment) => typeof segment !== 'string' && typeof segment !== 'number');
  return segments.slice(0, dynamic < 0 ? undefined : dynamic).join('.');
}

/** The parsed template, kept for the next time; the one used longest ago goes first. */
function parse(source: string): Parsed {
  if (source.length > LIMITS.templateSource) throw sourceTooLong();
  const known = parsed.get(source);
  readings += 1;
  if (known) {
    // Moved to the end only now and then: to move it costs more than to read it.
    if (readings - known.moved > KEPT) {
      known.moved = readings;
      parsed.delete(source);
      parsed.set(source, known);
    }
    return known;
  }
  const read = { template: liquid.parse(source), simple: simpleTemplate(source), moved: readings };
  parsed.set(source, read);
  keptCharacters += source.length;
  for (const oldest of parsed.keys()) {
    if (parsed.size <= KEPT && keptCharacters <= KEPT_CHARACTERS) break;
    parsed.delete(oldest);
    keptCharacters -= oldest.length;
  }
  return read;
}
