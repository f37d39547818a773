/** What is wrong with a template: how it is written, what it takes to render, or a filter. */
export type TemplateErrorCode = 'template.syntax' | 'template.limit' | 'template.filter';

/** A template that cannot be parsed or rendered; the message tells the designer what to mend. */
export class TemplateError extends Error {
  readonly code: TemplateErrorCode;
  /** Where, counted from 1. */
  readonly line: number;
  readonly column: number;

  constructor(
    code: TemplateErrorCode,
    message: string,
    at: { line: number; column: number } = { line: 1, column: 1 },
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'TemplateError';
    this.code = code;
    this.line = at.line;
    this.column = at.column;
  }
}
