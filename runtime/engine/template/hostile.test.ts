import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inspectTemplate, renderTemplate, TemplateError } from '../template.ts';

const about = { language: 'en', at: 0, zone: 'UTC' };

/** The text, or what was thrown. */
function outcome(source: string, values: Record<string, unknown>): unknown {
  try {
    return renderTemplate(source, values, about);
  } catch (error) {
    return error;
  }
}

describe('a hostile template', () => {
  const long = 'x'.repeat(10_000);
  const list = Array.from({ length: 3000 }, (_, index) => index);
  const many = (text: string, times: number) => Array.from({ length: times }, () => text).join('');
  const bombs: [string, string][] = [
    ['a loop of a hundred million', '{% for i in (1..100000000) %}x{% endfor %}'],
    ['a loop of nothing', '{% for i in (1..150000) %}{% endfor %}'],
    [
      'nested loops',
      '{% for i in (1..999) %}{% for j in (1..999) %}{% for k in (1..999) %}{% endfor %}{% endfor %}{% endfor %}',
    ],
    [
      'nested loops over a list',
      '{% for i in list %}{% for j in list %}{% for k in list %}{% if k == j %}{% endif %}{% endfor %}{% endfor %}{% endfor %}',
    ],
    ['a range in an assignment', '{% assign a = (1..1000000000) %}'],
    ['a range from values', '{% for i in (1..n) %}x{% endfor %}'],
    ['a doubling text', `{% assign a = long %}${many('{% assign a = a | append: a %}', 40)}`],
    ['a doubling list', `{% assign a = list %}${many('{% assign a = a | concat: a %}', 60)}`],
    [
      'a doubling capture',
      `{% assign a = long %}${many('{% capture a %}{{ a }}{{ a }}{% endcapture %}', 30)}`,
    ],
    ['a replacing text', '{{ long | replace: "", long }}'],
    [
      'a replacing text in steps',
      `{% assign a = "aaaaaaaaaa" %}${many('{% assign a = a | replace: "a", "aaaaaaaaaa" %}', 12)}`,
    ],
    ['a joining text', '{{ list | join: long }}'],
    ['an output too long', '{{ long }}{{ long }}'],
    ['an output too long in a loop', `{% for i in (1..100) %}${'y'.repeat(500)}{% endfor %}`],
    [
      'a capture too long',
      `{% capture a %}{% for i in (1..100) %}${'y'.repeat(500)}{% endfor %}{% endcapture %}`,
    ],
    ['filters in a loop', `{% for i in (1..9999) %}{{ 1${many(' | plus: 1', 900)} }}{% endfor %}`],
    ['texts cut in a loop', '{% for i in (1..9999) %}{% assign a = long | split: "" %}{% endfor %}'],
    ['sorting in a loop', '{% for i in (1..9999) %}{% assign a = list | sort %}{% endfor %}'],
    [
      'mapping in a loop',
      '{% for i in (1..9999) %}{% assign a = list | map: "x" | uniq | reverse %}{% endfor %}',
    ],
    ['dates in a loop', '{% for i in (1..99999) %}{{ "now" | date: "%A %B %c" }}{% endfor %}'],
    ['long paths in a loop', `{% for i in (1..99999) %}{% if a${many('.b', 4000)} %}{% endif %}{% endfor %}`],
    [
      'long conditions in a loop',
      `{% for i in (1..99999) %}{% if a${many(' or a', 1800)} %}{% endif %}{% endfor %}`,
    ],
    [
      'a search in a loop',
      `{% for i in list %}{% for j in list %}{% if long contains "xy" %}{% endif %}{% endfor %}{% endfor %}`,
    ],
    ['deep ifs', many('{% if a %}', 1000)],
    ['deep ifs, ended', `${many('{% if list %}', 450)}${many('{% endif %}', 450)}${'{{ long }}{{ long }}'}`],
    ['deep brackets', `{{ a${many('[a', 4900)} }}`],
    ['deep loops', `${many('{% for i in list %}', 280)}x${many('{% endfor %}', 280)}`],
    ['an endless opening', many('{{', 4900)],
    ['endless tags', many('{%', 4900)],
    ['an open comment', `{% comment %}${many('{% raw %}', 1000)}`],
    ['an open quote', `{{ "${many('\\"', 4900)} }}`],
    ['commas', `{{ a | append: ${many(',', 9000)} }}`],
    ['colons', `{{ a ${many('|:', 4900)} }}`],
    ['a source too long', `{{ a }}${many('x', 10_000)}`],
    ['json of a big value in a loop', '{% for i in (1..9999) %}{% assign a = list | json %}{% endfor %}'],
    ['a slice without end', '{{ long | slice: 0, 1000000000000 }}'],
    ['a cycle', `{% for i in (1..99999) %}{% cycle "a", "b" %}{% endfor %}`],
    ['an endless number', `{% for i in (1..2000) %}{{ 9${many('9', 300)} | times: 9 }}{% endfor %}`],
  ];

  it.each(bombs)('is stopped: %s', (_name, source) => {
    expect(outcome(source, { long, list, n: 1e9, a: { b: 1 } })).toBeInstanceOf(TemplateError);
    inspectTemplate(source);
  });

  it('however it is made up, ends in a text or a TemplateError', () => {
    const pieces = fc.constantFrom(
      '{{',
      '}}',
      '{%',
      '%}',
      ' if a ',
      ' for i in (1..9) ',
      ' endfor ',
      ' endif ',
      '|',
      'append: ',
      'date: "%c"',
      '"',
      "'",
      'a',
      '[',
      ']',
      '.',
      '-',
      ' ',
      '\n',
      'raw',
      'liquid ',
      '(',
      '..',
      '9',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const source = parts.join('');
        expect(outcome(source, { a: 'b' })).toSatisfy(
          (end) => typeof end === 'string' || end instanceof TemplateError,
        );
        expect(Array.isArray(inspectTemplate(source).variables)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
