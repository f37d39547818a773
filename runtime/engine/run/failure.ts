import { IDLE } from '../machine.ts';

/** A step that could not be completed; nothing of it counts. */
export class StepFailure extends Error {
  readonly code: string;
  readonly node: string | undefined;
  constructor(code: string, message: string, node: string | undefined, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.node = node;
  }
}

/** Anything thrown inside a step as a failure that names the node. The idle state belongs to no node. */
export function asFailure(error: unknown, node: string | undefined): StepFailure {
  if (error instanceof StepFailure)
    return error.node === undefined && node !== undefined
      ? new StepFailure(error.code, error.message, node, error.cause)
      : error;
  const code = (error as { code?: unknown } | undefined)?.code;
  const message = error instanceof Error ? error.message : String(error);
  const looping = message.startsWith('Infinite loop');
  return new StepFailure(
    looping ? 'limit.microsteps' : typeof code === 'string' ? code : 'step.defect',
    message.slice(0, 500),
    node === IDLE ? undefined : node,
    error,
  );
}

/** Work that belongs to a node: what it throws names the node. */
export function failingIn<Result>(node: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw asFailure(error, node);
  }
}
