import fc from 'fast-check';
import { expect, test } from 'vitest';
import { partsOf } from './links.ts';

test.each([
  ['no address', [{ text: 'no address' }]],
  ['', []],
  [
    'See https://a.example/b?c=d#e.',
    [
      { text: 'See ' },
      { text: 'https://a.example/b?c=d#e', href: 'https://a.example/b?c=d#e' },
      { text: '.' },
    ],
  ],
  [
    '(https://a.example/x_(y))',
    [{ text: '(' }, { text: 'https://a.example/x_(y)', href: 'https://a.example/x_(y)' }, { text: ')' }],
  ],
  ['javascript:alert(1)', [{ text: 'javascript:alert(1)' }]],
  ['https://', [{ text: 'https://' }]],
  ['data:text/html,<b>', [{ text: 'data:text/html,<b>' }]],
  ['xhttps://a.example', [{ text: 'xhttps://a.example' }]],
  [
    'سلام https://a.example؟',
    [{ text: 'سلام ' }, { text: 'https://a.example', href: 'https://a.example/' }, { text: '؟' }],
  ],
  [
    'https://a.example/"onclick="x',
    [{ text: 'https://a.example/', href: 'https://a.example/' }, { text: '"onclick="x' }],
  ],
])('%s', (text, parts) => expect(partsOf(text)).toEqual(parts));

test('nothing of a text is lost, and no other kind of address becomes a link', () =>
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string(), fc.webUrl(), fc.constantFrom('javascript:', 'https://'))),
      (pieces) => {
        const text = pieces.join('');
        const parts = partsOf(text);
        expect(parts.map((part) => part.text).join('')).toBe(text);
        const links = parts.flatMap(({ href }) => href ?? []);
        expect(links.every((href) => /^https?:\/\/./.test(href))).toBe(true);
      },
    ),
  ));
