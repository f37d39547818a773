import type { Answer } from '../egress/answer.ts';
import type { Failure, HttpRequest, Value } from '../engine/index.ts';

/** What a flow is told of an answer, or why there is none. */
export type Told = { result: { [name: string]: Value } } | Failure;

/** Bytes of an answer that become a value: it is kept in the contact's log. */
export const LARGEST_VALUE = 64 * 1024;
/** Levels of lists and records; deeper ones are made to break whoever walks them. */
const DEEPEST = 32;
/** Headers a flow may want to know; others may hold what is not for it. */
const SHOWN_HEADERS = ['content-type', 'content-language', 'date', 'etag', 'last-modified', 'location'];

/** Reads an answer the way the request asked for. */
export function readAnswer(answer: Answer, { answerAs }: Pick<HttpRequest, 'answerAs'>): Told {
  if ('error' in answer) return failureOf(answer);
  const { status, headers, body: text, bytes } = answer;
  if (bytes > LARGEST_VALUE)
    return {
      kind: 'refused',
      code: 'http.answer-too-large',
      message: `At most ${LARGEST_VALUE} bytes can be kept.`,
    };
  const ok = status >= 200 && status < 300;
  const body = answerAs === 'text' ? text : parsed(text);
  // An error page is not what was asked for; that there is one decides, not what it says.
  if (body === undefined && ok)
    return { kind: 'refused', code: 'http.not-json', message: 'The answer is not JSON that can be used.' };
  const shown = SHOWN_HEADERS.flatMap((name): [string, string][] =>
    headers[name] === undefined ? [] : [[name, headers[name].slice(0, 500)]],
  );
  return { result: { status, ok, body: body ?? null, headers: Object.fromEntries(shown) } };
}

function failureOf({ error, code, message }: Extract<Answer, { error: string }>): Failure {
  switch (error) {
    case 'timeout':
      return { kind: 'temporary', code: 'http.timeout', message };
    case 'unreachable':
      return { kind: 'unavailable', code: 'http.unreachable', message: `${message} (${code})` };
    case 'too-large':
      return { kind: 'refused', code: 'http.answer-too-large', message };
    case 'refused':
      return { kind: 'refused', code, message };
  }
}

/** JSON as a value; nothing for an empty text, undefined when it is no JSON or too deep. */
function parsed(text: string): Value | undefined {
  if (text.trim() === '') return null;
  try {
    // A member of that name would be mistaken for a prototype by whoever copies it carelessly.
    const value = JSON.parse(text, (key, inner: Value) => (key === '__proto__' ? undefined : inner)) as Value;
    return depth(value) > DEEPEST ? undefined : value;
  } catch {
    return undefined;
  }
}

function depth(value: Value, above = 0): number {
  if (typeof value !== 'object' || value === null || above > DEEPEST) return above;
  return Math.max(above + 1, ...Object.values(value).map((inner) => depth(inner, above + 1)));
}
