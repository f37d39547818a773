import { readPath, type Scope } from '../document/evaluate.ts';
import { isSafeToRepeat, type RequestParams } from '../document/request.ts';
import type { Value } from '../document/value.ts';
import type { EffectBody } from '../effect.ts';
import { LIMITS } from '../limits.ts';
import { renderTemplate, TemplateError } from '../template.ts';
import { percentEncoded, renderUrl } from '../template/url.ts';

type Body = NonNullable<RequestParams['body']>;

/** Kinds of body as the other side is told of them. */
const CONTENT_TYPES: { [kind in Body['as']]?: string } = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  text: 'text/plain; charset=utf-8',
};

/** Renders a request with the values of a contact. Throws `TemplateError`. */
export function requestOf(
  params: RequestParams,
  scope: Scope,
): Extract<EffectBody, { type: 'http.request' }> {
  const { method, credential, timeoutMs, retries, answerAs, sensitive } = params;
  const body = bodyOf(params.body, scope);
  return {
    type: 'http.request',
    method,
    url: addressOf(params, scope),
    headers: headersOf(params, body !== undefined, scope),
    ...(body === undefined ? {} : { body }),
    ...(credential === undefined ? {} : { credential }),
    timeoutMs,
    retries,
    repeatable: isSafeToRepeat(method) || params.repeatable === true,
    answerAs,
    ...(sensitive ? { sensitive } : {}),
  };
}

/** One address with the query in it: what is checked before the call is then what is called. */
function addressOf({ url, query = [] }: RequestParams, scope: Scope): string {
  const [address = '', ...fragment] = renderUrl(url.trim(), scope.values, scope).split('#');
  if (query.length === 0) return [address, ...fragment].join('#');
  return `${address}${address.includes('?') ? '&' : '?'}${pairs(query, scope)}`;
}

const pairs = (fields: { name: string; value: string }[], scope: Scope): string =>
  fields
    .map(
      ({ name, value }) =>
        `${percentEncoded(name)}=${percentEncoded(renderTemplate(value, scope.values, scope))}`,
    )
    .join('&');

function headersOf(
  { headers = [], body, answerAs }: RequestParams,
  sendsBody: boolean,
  scope: Scope,
): { [name: string]: string } {
  const type = sendsBody && body ? CONTENT_TYPES[body.as] : undefined;
  const rendered: { [name: string]: string } = {
    accept: answerAs === 'json' ? 'application/json' : '*/*',
    ...(type === undefined ? {} : { 'content-type': type }),
  };
  for (const { name, value } of headers)
    rendered[name.toLowerCase()] = renderTemplate(value, scope.values, scope).trim();
  return rendered;
}

function bodyOf(body: Body | undefined, scope: Scope): string | undefined {
  if (!body || body.as === 'none') return undefined;
  const text =
    body.as === 'json'
      ? JSON.stringify(filledIn(body.value, scope))
      : body.as === 'form'
        ? pairs(body.fields, scope)
        : renderTemplate(body.text, scope.values, scope);
  if (text.length > LIMITS.requestBytes)
    throw new TemplateError(
      'template.limit',
      `What is sent along is longer than ${LIMITS.requestBytes} bytes; send less.`,
    );
  return text;
}

/** A text that is nothing but one variable. */
const WHOLE = /^\s*\{\{-?\s*([a-z][a-zA-Z0-9_]*(?:\.[a-zA-Z0-9_]+)*)\s*-?\}\}\s*$/;

/** JSON with its templates filled in. Values become members of the data, so none of them can add a member of its own. */
function filledIn(value: Value, scope: Scope): Value {
  if (typeof value === 'string') {
    const whole = WHOLE.exec(value)?.[1];
    return whole === undefined ? renderTemplate(value, scope.values, scope) : readPath(scope.values, whole);
  }
  if (Array.isArray(value)) return value.map((inner) => filledIn(inner, scope));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filledIn(inner, scope)]));
}
