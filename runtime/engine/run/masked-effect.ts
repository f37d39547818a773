import { MASKED } from '../document/masked.ts';
import type { EffectBody } from '../effect.ts';
import type { Action } from '../machine.ts';

/** What is shown of an effect that cannot be made with masked values: that there was one. */
export function maskedEffect(action: Action, language: string): EffectBody | undefined {
  switch (action.type) {
    case 'prompt': {
      const { awaited } = action.params;
      return { type: 'channel.prompt', text: MASKED, language, ...(awaited ? { awaited } : {}) };
    }
    case 'dial': {
      const { timeoutSeconds } = action.params;
      return { type: 'channel.dial', to: MASKED, timeoutSeconds, language };
    }
    case 'request': {
      const { method, timeoutMs, retries, answerAs } = action.params;
      const rest = { method, timeoutMs, retries, answerAs, repeatable: false };
      return { type: 'http.request', url: MASKED, headers: {}, ...rest };
    }
    case 'runCode':
      return { type: 'script.run', source: action.params.source, inputs: {} };
    case 'note':
      return { type: 'contact.note', text: MASKED };
    default:
      return undefined;
  }
}
