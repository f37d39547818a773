import type { Answer, GuardedCall } from '../egress/guarded-call.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Metrics } from './metrics.ts';

/** Calls as they are, that count what they do. */
export const countedCalls =
  (call: GuardedCall, whom: 'service' | 'provider', metrics: Metrics): GuardedCall =>
  async (...given) => {
    const answer = await call(...given);
    metrics.called(whom, outcomeOf(answer));
    return answer;
  };

/** `2xx` to `5xx`, or why there was no answer. */
const outcomeOf = (answer: Answer): string =>
  'error' in answer ? answer.error : `${Math.floor(answer.status / 100)}xx`;

export const countedScripts = (sandbox: Sandbox, metrics: Metrics): Sandbox => ({
  ...sandbox,
  async run(source, input) {
    const result = await sandbox.run(source, input);
    metrics.scriptRan(result.ok ? 'ok' : result.code);
    return result;
  },
});
