import type { Outcome, ProviderAnswer } from '../adapter.ts';
import { isRecord } from './is-record.ts';

/** Errors that come before the first byte of the request: the other side cannot have it. */
const NOT_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|CERT_\w+|ERR_TLS_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+)$/;

const LONGEST_WAIT_SECONDS = 24 * 60 * 60;

/** What an answer, or its absence, says about whether the other side has the message. */
export function outcomeOf(answer: ProviderAnswer): Outcome {
  if ('error' in answer) {
    const code = answer.error;
    // Our own guard let nothing out; trying again would not change its mind.
    if (code.startsWith('egress.') && code !== 'egress.timeout' && code !== 'egress.failed')
      return { state: 'failed', failure: { kind: 'refused', code } };
    return NOT_SENT.test(code)
      ? { state: 'failed', failure: { kind: 'temporary', code } }
      : { state: 'unknown', code };
  }
  const { status } = answer;
  const code = `http.${status}`;
  if (status >= 200 && status < 300) return sent(answer.body);
  if (status === 409) {
    // Either it has the message already, or a request with the same key is still at work there.
    if (fieldOf(answer.body, 'accepted') === true) return sent(answer.body);
    return temporary(code, answer.headers);
  }
  // A gateway that gave up waiting cannot say what the server behind it has done.
  if (status === 504) return { state: 'unknown', code };
  if (status === 408 || status === 425 || status === 429 || status >= 500)
    return temporary(code, answer.headers);
  return { state: 'failed', failure: { kind: 'refused', code } };
}

function sent(body: string): Outcome {
  const id = fieldOf(body, 'id');
  return typeof id === 'string' && id !== '' && id.length <= 200
    ? { state: 'sent', providerRef: id }
    : { state: 'sent' };
}

function temporary(code: string, headers: { [name: string]: string }): Outcome {
  const retryAfterSeconds = retryAfter(headers);
  return {
    state: 'failed',
    failure: { kind: 'temporary', code },
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
}

/** Seconds, or a date: that one counts from the answer's own clock, which need not agree with ours. */
function retryAfter(headers: { [name: string]: string }): number | undefined {
  const value = headers['retry-after']?.trim();
  if (value === undefined || value === '') return undefined;
  const seconds = /^\d+$/.test(value)
    ? Number(value)
    : (Date.parse(value) - Date.parse(headers['date'] ?? '')) / 1_000;
  return Number.isFinite(seconds)
    ? Math.min(Math.max(Math.ceil(seconds), 0), LONGEST_WAIT_SECONDS)
    : undefined;
}

function fieldOf(body: string, field: string): unknown {
  try {
    const value: unknown = JSON.parse(body);
    return isRecord(value) ? value[field] : undefined;
  } catch {
    return undefined;
  }
}
