import { markFailed, markSent } from '../../db/queries/outbox.ts';
import type { Statement } from '../../db/writer.ts';
import type { Effect, Failure, Value } from '../engine/index.ts';
import type { Sandbox, ScriptResult } from '../sandbox/sandbox.ts';
import type { Carrier } from './carrier.ts';
import type { Row } from './carry-out.ts';

export interface ScriptParts {
  sandbox: Sandbox;
  /** Whether an admin of the contact's organisation has turned code on. */
  allowed(contact: string): boolean;
  /** Tells the contact what became of its code; what is given beside it is written with the event. */
  report(
    contact: string,
    effect: string,
    outcome: { result: { [name: string]: Value } } | Failure,
    beside: Statement[],
  ): Promise<void>;
  now(): number;
}

/** Runs designers' code after the commit that asked for it. It changes nothing outside, so after a crash it just runs again. */
export function scriptCarrier(parts: ScriptParts): Carrier {
  async function attempt({ contact, effect }: Row): Promise<boolean> {
    const { id, source, inputs } = effect as Extract<Effect, { type: 'script.run' }>;
    const done: ScriptResult = parts.allowed(contact)
      ? await parts.sandbox.run(source, inputs)
      : { ok: false, code: 'script.not-allowed', message: 'Code is turned off.' };
    if (done.ok)
      await parts.report(contact, id, { result: { output: done.output } }, [
        markSent(id, { at: parts.now() }),
      ]);
    else await parts.report(contact, id, failureOf(done), [markFailed(id, parts.now(), done.code)]);
    return true;
  }

  return {
    takes: () => true,
    lane: ({ contact }) => `script ${contact}`,
    // The pool of the sandbox is the gate; a lane of its own keeps prompts from waiting behind code.
    gate: () => 'script',
    attempt,
  };
}

const failureOf = ({ code, message, line }: Extract<ScriptResult, { ok: false }>): Failure => ({
  kind: 'refused',
  code,
  message: line === undefined ? message : `line ${line}: ${message}`,
});
