/** What reading depends on besides the input itself; time comes in from outside. */
export type InputContext = {
  /** The language spoken with the customer, a BCP 47 tag. */
  language: string;
  /** Epoch milliseconds: what "today" means. */
  at: number;
  /** IANA zone of the customer or the flow. */
  zone: string;
};

/** Why an input cannot be taken: each has its own words in a prompt ("that is too short"). */
export const INPUT_PROBLEMS = [
  'empty',
  'unreadable',
  'tooSmall',
  'tooLarge',
  'tooShort',
  'tooLong',
  'pattern',
] as const;
export type InputProblem = (typeof INPUT_PROBLEMS)[number];

/** An input made sense of: `value` is stored, `spoken` is what the customer hears or reads to confirm it. */
export type ParsedInput<Value extends string | number | boolean = string | number | boolean> =
  | { ok: true; value: Value; spoken: string }
  | { ok: false; reason: InputProblem };

/** Shorthand for the unhappy result. */
export function problem(reason: InputProblem): { ok: false; reason: InputProblem } {
  return { ok: false, reason };
}
