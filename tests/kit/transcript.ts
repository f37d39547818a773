import type { Effect, Step } from '../../runtime/engine/index.ts';

/** What happened in a scenario, as a person would note it down: shown when an expectation fails. */
export class Transcript {
  private readonly lines: string[] = [];

  /** What someone outside the flow did. */
  did(what: string): void {
    this.lines.push(`▸ ${what}`);
  }

  /** What the engine answered. */
  answered({ trace, effects, status, failure }: Step): void {
    for (const { node, exit } of trace) this.lines.push(exit ? `    ${node} ─ ${exit} →` : `    [${node}]`);
    for (const effect of effects) this.lines.push(`  ${said(effect)}`);
    if (failure)
      this.lines.push(
        `  ! the step failed${failure.node ? ` in "${failure.node}"` : ''}: ${failure.code}: ${failure.message}`,
      );
    else if (status === 'ignored' || status === 'kept') this.lines.push(`  (${status})`);
  }

  /** Ends the test, with everything so far. */
  fail(what: string): never {
    throw new Error(`${what}\n\nThe transcript so far:\n${this.lines.join('\n') || '(nothing yet)'}\n`);
  }
}

function said(effect: Effect): string {
  switch (effect.type) {
    case 'channel.prompt':
      return `“${effect.text}” (${effect.language})`;
    case 'channel.collect':
      return `listens${effect.choices ? ` for ${effect.choices.map((one) => one.id).join(', ')}` : ''}`;
    default: {
      const { id: _id, type, ...rest } = effect;
      return `${type} ${JSON.stringify(rest)}`;
    }
  }
}
