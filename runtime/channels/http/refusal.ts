/** A request we do not take: what the caller has to change, with a code that stays the same. */
export class Refusal extends Error {
  readonly status: 400 | 401 | 404 | 413 | 415;
  readonly code: string;
  readonly field: string | undefined;

  constructor(status: Refusal['status'], code: string, field?: string) {
    super(code);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
    this.field = field;
  }
}
