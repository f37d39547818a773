import { LiquidError } from 'liquidjs';
import { TemplateError, type TemplateErrorCode } from './template-error.ts';

/** What liquidjs says, and what it means for the designer; the first that fits. */
const MEANINGS: [RegExp, TemplateErrorCode, (found: RegExpExecArray) => string][] = [
  [/undefined filter: (.*)/, 'template.filter', ([, name]) => `There is no filter "${name}".`],
  [
    /tag "(.*)" not found/,
    'template.syntax',
    ([, name]) =>
      `There is no tag "${name}" here; there are assign, capture, case, cycle, echo, for, if and unless.`,
  ],
  [/output "?(.*?)"? not closed/s, 'template.syntax', () => 'A {{ has no }}; add it after the variable.'],
  [
    /tag "?(\{%-?\s*(\w*).*?)"? not closed/s,
    'template.syntax',
    ([, tag, name]) => `${tag} is not ended; add ${name ? `{% end${name} %}` : '%}'}.`,
  ],
  [
    /(parse length|memory alloc) limit exceeded/,
    'template.limit',
    () => 'The template makes too much text; shorten its lists or loops.',
  ],
  [
    /template render limit exceeded/,
    'template.limit',
    () => 'The template takes too long; shorten its lists or loops.',
  ],
  [
    /call stack|recursion/,
    'template.limit',
    () => 'The template is nested too deeply; take some levels out.',
  ],
];

/** Turns whatever parsing or rendering threw into a `TemplateError` with its place in the source. */
export function explain(error: unknown): TemplateError {
  if (error instanceof TemplateError) return error;
  const at = placeOf(error);
  const cause = LiquidError.is(error) ? (error.originalError ?? error) : error;
  if (cause instanceof TemplateError) return new TemplateError(cause.code, cause.message, at, cause);
  const message = (cause instanceof Error ? cause.message : String(cause)).replace(
    /, (?:file:.*?, )?line:\d+, col:\d+$/,
    '',
  );
  for (const [pattern, code, tell] of MEANINGS) {
    const found = pattern.exec(message);
    if (found) return new TemplateError(code, tell(found), at, error);
  }
  const code = LiquidError.is(error) && error.name === 'RenderError' ? 'template.filter' : 'template.syntax';
  return new TemplateError(code, `${message.charAt(0).toUpperCase()}${message.slice(1)}.`, at, error);
}

function placeOf(error: unknown): { line: number; column: number } {
  if (!LiquidError.is(error)) return { line: 1, column: 1 };
  const [line = 1, column = 1] = error.token.getPosition();
  return { line, column };
}
