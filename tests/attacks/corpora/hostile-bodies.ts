import { gzipSync } from 'node:zlib';

/** A body no route may choke on. */
export interface HostileBody {
  name: string;
  bytes: Buffer;
  headers: { [name: string]: string };
  /** A route may find something in it that it takes: it must only not break. */
  mayPass: boolean;
}

const JSON_TYPE = { 'content-type': 'application/json' };
const text = (
  name: string,
  body: string,
  { headers = JSON_TYPE, mayPass = false }: { headers?: HostileBody['headers']; mayPass?: boolean } = {},
): HostileBody => ({ name, bytes: Buffer.from(body), headers, mayPass });
const bytes = (name: string, body: Buffer, headers: HostileBody['headers'] = JSON_TYPE): HostileBody => ({
  name,
  bytes: body,
  headers,
  mayPass: false,
});
const typed = (type: string): HostileBody =>
  text(`said to be ${type}`, '{"name":"x"}', { headers: { 'content-type': type } });

const keys = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`k${index}`, index]));

export const HOSTILE_BODIES: readonly HostileBody[] = [
  text('five megabytes in one text', `{"name":"${'x'.repeat(5_000_000)}"}`),
  text('10,000 lists in each other', '['.repeat(10_000) + ']'.repeat(10_000)),
  text('10,000 objects in each other', '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000)),
  text('10,000 lists never closed', '['.repeat(10_000)),
  text('100,000 members', JSON.stringify(keys)),
  text('__proto__', '{"__proto__":{"role":"admin"}}'),
  text('__proto__ further down', '{"name":{"__proto__":{"role":"admin"}}}'),
  text('constructor', '{"constructor":{"prototype":{"role":"admin"}}}'),
  text('the same member twice', '{"name":"a","name":"b","name":1}', { mayPass: true }),
  text('a member nobody knows', '{"organisation":"rival","id":"x","createdAt":1}'),
  typed('text/plain'),
  typed('text/html'),
  typed('application/x-www-form-urlencoded'),
  typed('multipart/form-data; boundary=x'),
  typed('application/xml'),
  typed('application/jsonp'),
  typed('json'),
  bytes('bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])),
  bytes('half a surrogate in UTF-8', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])),
  bytes('zero bytes', Buffer.alloc(64)),
  text('NUL in a name', '{"na\\u0000me":"x"}'),
  text('NUL in a text', '{"name":"a\\u0000b"}', { mayPass: true }),
  text('lone surrogates', '{"name":"\\ud800"}', { mayPass: true }),
  text('1e999999', '{"version":1e999999}'),
  text('a number of 10,000 digits', `{"version":${'9'.repeat(10_000)}}`),
  text('minus zero and infinity', '{"version":-0,"limit":-1e400}'),
  text('NaN', 'NaN'),
  text('null', 'null'),
  text('a list', '[]'),
  text('a text', '"{}"'),
  text('a number', '0'),
  text('cut off', '{"name":"x"'),
  text('two values', '{"name":1}{"name":2}'),
  text('a comment', '/**/{"name":1}//'),
  text('spaces only', ' '.repeat(1_000)),
  bytes('gzip of 20 MB', gzipSync(Buffer.alloc(20_000_000, 0x20)), {
    ...JSON_TYPE,
    'content-encoding': 'gzip',
  }),
  bytes('UTF-16', Buffer.from('\ufeff{"name":"x"}', 'utf16le'), {
    'content-type': 'application/json; charset=utf-16',
  }),
];
