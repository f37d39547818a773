import type { Inbound, InboundWhat } from '../adapter.ts';
import { partiesOf } from './caller.ts';
import type { Form } from './form.ts';
import type { Position, Route } from './links.ts';

/** A request in the words of the product. */
export interface Parsed {
  /** The carrier's id of the call; undefined when it cannot be read. */
  call?: string;
  /** What it says; empty when it only asks what to hear next. */
  inbound: Inbound[];
  /** What is wrong with it: an authentic request that is not as documented. */
  problem?: ParseProblem;
}

/** For the admins, who find the request among the dead letters. */
export interface ParseProblem {
  code: 'call.missing' | 'turn.missing' | 'digits.unreadable' | 'status.unknown' | 'dial-status.unknown';
  message: string;
}

/** Call states after which nobody is there: https://www.twilio.com/docs/voice/api/call-resource#call-status-values */
const OVER = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled']);
const UNDER_WAY = new Set(['queued', 'initiated', 'ringing', 'in-progress', 'answered']);

/** How a dialled call ended: https://www.twilio.com/docs/voice/twiml/dial#dialcallstatus-values */
const DIALLED = new Map([
  ['completed', 'completed'],
  ['answered', 'completed'],
  ['busy', 'busy'],
  ['no-answer', 'noAnswer'],
  ['canceled', 'noAnswer'],
  ['failed', 'failed'],
]);

/** Reads a request. Pure, and never throws. */
export function parse(route: Route, { turn, wait, part, undialable }: Position, form: Form): Parsed {
  const call = form.get('CallSid');
  if (call === undefined || !/^[\u0021-\u007e]{1,200}$/.test(call))
    return { inbound: [], problem: { code: 'call.missing', message: 'The request names no CallSid.' } };
  const { ours, from, customer } = partiesOf(form);
  const say = (id: string, what: InboundWhat): Inbound => ({
    id: `${call}:${id}`,
    conversation: call,
    ...(from === undefined ? {} : { from }),
    ...(ours === undefined ? {} : { to: ours }),
    ...(customer === undefined ? {} : { customer }),
    what,
  });
  const problem = (code: ParseProblem['code'], message: string): Parsed => ({
    call,
    inbound: [],
    problem: { code, message },
  });

  const status = form.get('CallStatus') ?? '';
  const left = OVER.has(status) ? [say(`status:${status}`, { type: 'left', reason: status })] : [];

  if (route === '/status') {
    if (left.length === 0 && !UNDER_WAY.has(status))
      return problem('status.unknown', `"${status}" is no CallStatus we know.`);
    return { call, inbound: left };
  }
  if (route === '') return { call, inbound: [say('open', { type: 'opened' }), ...left] };
  if (turn === undefined) return problem('turn.missing', 'The address has lost its turn.');
  if (wait !== undefined || part !== undefined) return { call, inbound: left };
  if (route === '/dial') {
    const dialled = undialable ? 'failed' : (form.get('DialCallStatus') ?? '');
    const result = {
      status: DIALLED.get(dialled) ?? 'failed',
      seconds: seconds(form.get('DialCallDuration')),
    };
    return {
      call,
      // The caller may have hung up on the other side: then both are true, and the flow is told both.
      inbound: [say(`${turn}:dial`, { type: 'result', result }), ...left],
      ...(DIALLED.has(dialled)
        ? {}
        : {
            problem: {
              code: 'dial-status.unknown' as const,
              message: `"${dialled}" is no DialCallStatus we know.`,
            },
          }),
    };
  }
  const answer = answerOf(form);
  if (answer === undefined) return problem('digits.unreadable', 'Digits are not keys of a phone.');
  // Silence of somebody who is gone is no silence.
  const told = answer.type === 'timedOut' && left.length > 0 ? [] : [say(`${turn}`, answer)];
  return { call, inbound: [...told, ...left] };
}

/** What the caller gave: keys before speech, because they are certain. Undefined when the keys are no keys. */
function answerOf(form: Form): InboundWhat | undefined {
  const digits = keys(form);
  if (digits !== '') {
    if (!/^[0-9*#A-D]{1,1000}$/i.test(digits)) return undefined;
    return { type: 'input', input: { kind: 'dtmf', value: digits.toUpperCase() } };
  }
  const said = form.get('SpeechResult')?.trim() ?? '';
  if (said === '') return { type: 'timedOut' };
  const confidence = Number(form.get('Confidence')?.trim() || Number.NaN);
  return {
    type: 'input',
    input: {
      kind: 'speech',
      value: said,
      ...(confidence >= 0 && confidence <= 1 ? { confidence } : {}),
    },
  };
}

/** The keys without the one that ended them: Twilio leaves it out, and names it; others have been seen to send it. */
function keys(form: Form): string {
  const digits = form.get('Digits')?.trim() ?? '';
  const ended = form.get('FinishedOnKey') ?? '';
  return digits.length > 1 && /^[*#]$/.test(ended) && digits.endsWith(ended) ? digits.slice(0, -1) : digits;
}

function seconds(given: string | undefined): number {
  return given !== undefined && /^\d{1,6}$/.test(given) ? Number(given) : 0;
}
