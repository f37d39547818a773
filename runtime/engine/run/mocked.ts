import type { Mock } from '../document/request.ts';
import { asText } from '../document/value.ts';
import type { HttpRequest } from '../effect.ts';
import type { Happening } from '../event.ts';

/** What a request comes back with, and after how long, when a mock stands in for the other side. */
export function mocked(
  effect: HttpRequest & { id: string },
  { status, body, delayMs = 0, outcome = 'answer' }: Mock,
): { afterMs: number; happening: Happening } {
  const { id, timeoutMs, answerAs } = effect;
  if (outcome === 'timeout' || delayMs >= timeoutMs) {
    const failure = { kind: 'temporary' as const, code: 'http.timeout' };
    return { afterMs: timeoutMs, happening: { type: 'effect.failed', effect: id, failure } };
  }
  if (outcome === 'unreachable') {
    const failure = { kind: 'unavailable' as const, code: 'http.unreachable' };
    return { afterMs: delayMs, happening: { type: 'effect.failed', effect: id, failure } };
  }
  const result = {
    status,
    ok: status < 300,
    body: answerAs === 'text' ? asText(body) : body,
    headers: {},
  };
  return { afterMs: delayMs, happening: { type: 'effect.succeeded', effect: id, result } };
}
