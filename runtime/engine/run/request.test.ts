import { describe, expect, test } from 'vitest';
import type { Scope } from '../document/evaluate.ts';
import { pointerInto, readPointer } from '../document/pointer.ts';
import type { RequestParams } from '../document/request.ts';
import { requestOf } from './request.ts';

const scope = (values: Scope['values']): Scope => ({ values, language: 'en', at: 0, zone: 'UTC' });

const asked = (params: Partial<RequestParams>, values: Scope['values'] = {}) =>
  requestOf(
    {
      method: 'POST',
      url: 'https://api.example.com/orders',
      timeoutMs: 1000,
      retries: 0,
      answerAs: 'json',
      ...params,
    },
    scope(values),
  );

describe('the address', () => {
  test.each([
    ['a b/c?d=e&f#g', 'a%20b%2Fc%3Fd%3De%26f%23g'],
    ['../../admin', '..%2F..%2Fadmin'],
    ['@evil.example', '%40evil.example'],
    ['{{ 7 | times: 7 }}', '%7B%7B%207%20%7C%20times%3A%207%20%7D%7D'],
    ['x\r\nHost: evil', 'x%0D%0AHost%3A%20evil'],
    ['ışık', '%C4%B1%C5%9F%C4%B1k'],
    ['half a pair \uD800', 'half%20a%20pair%20%EF%BF%BD'],
    ['%2e%2e', '%252e%252e'],
  ])('keeps %j inside the part it was put into', (value, encoded) => {
    const url = 'https://api.example.com/orders/{{ id }}/lines';
    expect(asked({ url }, { id: value }).url).toBe(`https://api.example.com/orders/${encoded}/lines`);
  });

  test('every tag that puts something out encodes it, what is written down stays', () => {
    const url =
      'https://a.example/{% echo id %}/{% cycle id %}/{% liquid echo id %}/{% if id %}x?y{% endif %}/{{ id | append: "&" }}';
    expect(asked({ url }, { id: '/?' }).url).toBe('https://a.example/%2F%3F/%2F%3F/%2F%3F/x?y/%2F%3F%26');
  });

  test('a query goes behind what is there and before a fragment, which nobody is sent', () => {
    const query = [
      { name: 'q&a', value: '{{ q }}' },
      { name: 'page', value: '1' },
    ];
    expect(asked({ query }, { q: 'a=b&c' }).url).toBe(
      'https://api.example.com/orders?q%26a=a%3Db%26c&page=1',
    );
    expect(asked({ url: 'https://a.example/?x=1#top', query: [{ name: 'y', value: '2' }] }).url).toBe(
      'https://a.example/?x=1&y=2',
    );
  });
});

describe('the body', () => {
  test('JSON values are members of the data whatever they hold', () => {
    const value = { name: '{{ name }}', note: 'For {{ name }}', age: '{{ age }}', tags: ['{{ tags }}'] };
    const { body } = asked(
      { body: { as: 'json', value } },
      { name: '","admin":true,"x":"', age: 7, tags: ['a', 'b'] },
    );
    expect(JSON.parse(body!)).toEqual({
      name: '","admin":true,"x":"',
      note: 'For ","admin":true,"x":"',
      age: 7,
      tags: [['a', 'b']],
    });
  });

  test('a form is encoded, and names its kind', () => {
    const { body, headers } = asked(
      { body: { as: 'form', fields: [{ name: 'to', value: '{{ to }}' }] } },
      { to: 'a&admin=1' },
    );
    expect(body).toBe('to=a%26admin%3D1');
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
  });

  test('a header of the designer comes before the usual one, whatever its case', () => {
    const headers = [{ name: 'Content-Type', value: 'application/vnd.clinic+json' }];
    expect(asked({ headers, body: { as: 'json', value: 1 } }).headers['content-type']).toBe(
      'application/vnd.clinic+json',
    );
  });

  test('one that is too long fails the step', () => {
    const value = Array.from({ length: 10 }, () => '{{ long }}');
    expect(() => asked({ body: { as: 'json', value } }, { long: 'x'.repeat(9_000) })).toThrow(/longer than/);
  });
});

test('only methods that change nothing twice, or requests that say so, may be repeated', () => {
  const repeatable = (params: Partial<RequestParams>) => asked(params).repeatable;
  expect([repeatable({ method: 'GET' }), repeatable({ method: 'PUT' }), repeatable({})]).toEqual([
    true,
    true,
    false,
  ]);
  expect(repeatable({ method: 'POST', repeatable: true })).toBe(true);
});

test('paths lead to own members only', () => {
  const answer = { items: [{ 'a/b': 1, price: 2 }] };
  expect(readPointer(answer, '/items/0/a~1b')).toBe(1);
  expect(readPointer(answer, 'items.0.price')).toBe(2);
  expect(readPointer(answer, '')).toBe(answer);
  expect(readPointer(answer, 'items.length.x')).toBeNull();
  expect(readPointer(answer, '/constructor/name')).toBeNull();
  expect(pointerInto('body', 'items.0.a/b')).toBe('/body/items/0/a~1b');
  expect(pointerInto('body', '')).toBe('/body');
});
