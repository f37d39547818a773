import { describe, expect, test } from 'vitest';
import { compile, type Surroundings, type Variable } from '../../runtime/engine/index.ts';
import { flowOf, node } from '../../tests/kit/flow-builder.ts';
import { scenario } from '../../tests/kit/scenario.ts';
import { registry } from '../index.ts';

const variables: Variable[] = [
  { name: 'treatment', type: 'text', initial: 'root canal/urgent?' },
  { name: 'price', type: 'number' },
  { name: 'all', type: 'record' },
];
const EXITS = ['success', 'notFound', 'clientError', 'serverError', 'timeout', 'failed'];

const asking = (config: Record<string, unknown>, channels: ('chat' | 'voice')[] = ['chat']) =>
  flowOf(
    {
      ask: node(
        'http-request',
        { url: 'https://api.example.com/prices/{{ treatment }}', ...config },
        Object.fromEntries(EXITS.map((exit) => [exit, 'end'])),
      ),
      end: node('end'),
    },
    { channels, variables },
  );

describe('the request', () => {
  test('is one effect, and the contact waits for it', () => {
    const contact = scenario(asking({ query: [{ name: 'q', value: 'a&b' }] })).chats();
    contact.effect('http.request', {
      method: 'GET',
      url: 'https://api.example.com/prices/root%20canal%2Furgent%3F?q=a%26b',
      timeoutMs: 10_000,
      repeatable: true,
    });
    expect(contact.snapshot.frames[0]?.context.pending).toBe('c1/1/0');
  });

  test('is forgotten when its time is over: a late answer changes nothing', () => {
    const contact = scenario(asking({ timeoutSeconds: 5 }))
      .chats()
      .waits(20);
    contact.took('ask', 'timeout').ends();
  });
});

describe('the answer', () => {
  const mapping = [
    { from: 'items.0.price', variable: 'price' },
    { from: '', variable: 'all' },
  ];

  test('fills variables by their types, and its body is not carried on', () => {
    const body = { items: [{ price: '12.5' }] };
    const contact = scenario(asking({ mapping, mock: { body } }))
      .chats()
      .worldAnswers();
    contact.took('ask', 'success').variable('price', 12.5).variable('all', body).ends();
    expect(JSON.stringify(contact.snapshot.frames[0]?.context.result)).toBe('{"status":200,"ok":true}');
  });

  test('empties what it does not hold, and fails where it does not fit', () => {
    const empty = scenario(asking({ mapping, mock: { body: { items: [] } } }))
      .chats()
      .worldAnswers();
    empty.took('ask', 'success').variable('price', null);
    const wrong = scenario(asking({ mapping, mock: { body: { items: [{ price: 'dear' }] } } })).chats();
    wrong.worldAnswers().took('ask', 'failed').variable('price', null).ends('completed');
  });

  test.each([
    [{ status: 204 }, 'success'],
    [{ status: 304 }, 'failed'],
    [{ status: 400 }, 'clientError'],
    [{ status: 404 }, 'notFound'],
    [{ status: 500 }, 'serverError'],
    [{ outcome: 'timeout' }, 'timeout'],
    [{ outcome: 'unreachable' }, 'failed'],
    [{ delayMs: 20_000 }, 'timeout'],
  ])('%j leads to %s', (mock, exit) => {
    scenario(asking({ mock })).chats().worldAnswers().took('ask', exit);
  });
});

describe('findings', () => {
  const found = (
    config: Record<string, unknown>,
    surroundings: Surroundings = {},
    channels?: ('chat' | 'voice')[],
  ) =>
    compile(asking(config, channels), registry, surroundings).issues.map(
      ({ code, path }) => `${code} at ${path?.join('.')}`,
    );
  const url = (text: string) => ({ url: text });

  test.each([
    [url('ftp://api.example.com'), 'http-request.url at config.url'],
    [url('https://me:secret@api.example.com'), 'http-request.url at config.url'],
    [url('https://{{ treatment }}/x'), 'http-request.host-unknown at config.url'],
    [url('https://api.example.com/{{ treatment'), 'template.syntax at config.url'],
    [{ body: { as: 'json', value: { a: ['{{ b | nope }}'] } } }, 'template.filter at config.body.value.a.0'],
    [{ body: { as: 'text', text: 'x' } }, 'http-request.body at config.body'],
    [{ method: 'POST', retries: 1 }, 'http-request.retries at config.retries'],
    [
      { headers: [{ name: 'Authorization', value: 'Bearer abc' }] },
      'http-request.secret at config.headers.0.value',
    ],
    [{ query: [{ name: 'api_key', value: 'abc' }] }, 'http-request.secret at config.query.0.value'],
    [
      { answerAs: 'text', mapping: [{ from: 'a', variable: 'price' }] },
      'http-request.text-path at config.mapping.0.from',
    ],
    [{ mapping: [{ from: 'a', variable: 'nowhere' }] }, 'variable.unknown at config'],
  ])('%j: %s', (config, finding) => {
    expect(found(config)).toContain(finding);
  });

  test('a host that is not allowed and a credential that is not there are errors, where that is known', () => {
    const allowed = {
      hostAllowed: (host: string) => host === 'api.example.com',
      credentialExists: () => false,
    };
    expect(found({ url: 'https://API.example.com:443/x' }, allowed)).toEqual([]);
    expect(found({ url: 'https://evil.example/x' }, allowed)).toEqual([
      'http-request.host-not-allowed at config.url',
    ]);
    expect(found({ credential: 'calendar' }, allowed)).toEqual([
      'http-request.credential at config.credential',
    ]);
  });

  test('a long silence is a finding on the phone only', () => {
    expect(found({}, {}, ['voice'])).toEqual(['http-request.long-silence at config.timeoutSeconds']);
    expect(found({}, {}, ['chat'])).toEqual([]);
  });
});
