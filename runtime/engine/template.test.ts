import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inspectTemplate, renderTemplate, TemplateError } from './template.ts';

const about = { language: 'en', at: Date.parse('2026-11-22T10:05:00Z'), zone: 'Europe/Istanbul' };
const render = (source: string, values: Record<string, unknown> = {}, language = 'en') =>
  renderTemplate(source, values, { ...about, language });

function failure(source: string, values: Record<string, unknown> = {}): TemplateError {
  try {
    render(source, values);
  } catch (error) {
    if (error instanceof TemplateError) return error;
    throw error;
  }
  throw new Error(`rendered: ${source.slice(0, 80)}`);
}

describe('renderTemplate', () => {
  const values = {
    customer: {
      name: 'Ayşe',
      orders: [
        { total: 12.5, paid: true },
        { total: 3, paid: false },
      ],
    },
    words: ['b', 'a'],
    yes: true,
  };

  it('returns text without Liquid as it is', () => {
    expect(render('100 % { sure }')).toBe('100 % { sure }');
  });

  it('fills in values, lists with commas, and nothing for what is missing or an object', () => {
    expect(render('Dear {{ customer.name }}!{{ nobody.name }}{{ customer }}', values)).toBe('Dear Ayşe!');
    expect(render('{{ words }}', values)).toBe('b, a');
    expect(render('{{ nobody | default: "there" }}', values)).toBe('there');
  });

  it('decides and repeats', () => {
    expect(render('{% if yes %}in{% else %}out{% endif %}', values)).toBe('in');
    expect(render('{% for order in customer.orders %}{{ order.total }};{% endfor %}', values)).toBe(
      '12.5;3;',
    );
    expect(
      render('{% assign n = 2 %}{{ n | plus: 1 }}{% capture x %}{{ n }}!{% endcapture %}{{ x }}', values),
    ).toBe('32!');
  });

  it('maps, filters, sorts and sums lists by a field', () => {
    expect(render('{{ customer.orders | where: "paid" | map: "total" }}', values)).toBe('12.5');
    expect(render('{{ customer.orders | sort: "total" | map: "total" | join: "<" }}', values)).toBe('3<12.5');
    expect(render('{{ customer.orders | sum: "total" }} {{ words | sort | first }}', values)).toBe('15.5 a');
  });

  it('never changes the values', () => {
    const frozen = Object.freeze({ list: Object.freeze(['b', 'a']) });
    expect(render('{% assign list = list | sort %}{{ list }}', frozen)).toBe('a, b');
    expect(frozen.list).toEqual(['b', 'a']);
  });
});

describe('dates', () => {
  it('are written in the language and zone', () => {
    const values = {
      at: about.at,
      day: '2026-12-24',
      local: '2026-12-24T09:30',
      instant: '2026-12-24T09:30:00Z',
    };
    expect(render('{{ day | date: "long" }}', values, 'tr')).toBe('24 Aralık 2026');
    expect(render('{{ day | date }}', values)).toBe('December 24, 2026');
    expect(render('{{ at | date: "time" }}', values, 'tr')).toBe('13:05');
    expect(render('{{ local | date: "%H:%M" }} {{ instant | date: "%H:%M" }}', values)).toBe('09:30 12:30');
    expect(render('{{ day | date: "weekday" }}', values, 'ms')).toBe('Khamis');
    expect(render('{{ day | date: "short" }}', values, 'en-GB')).toBe('24/12/2026');
    expect(render('{{ day | date: "%A %-d %^b %Y %F %y %j %u %z %Z %% %Q" }}', values)).toBe(
      'Thursday 24 DEC 2026 2026-12-24 26 358 4 +0300 Europe/Istanbul % %Q',
    );
  });

  it('take now from the given instant, never from the clock', () => {
    expect(render('{{ "now" | date: "%F %T" }}')).toBe('2026-11-22 13:05:00');
  });

  it('leave alone what is no date', () => {
    expect(render('{{ x | date: "long" }}{{ y | date }}', { x: 'soon', y: '2026-02-31' })).toBe(
      'soon2026-02-31',
    );
  });
});

describe('words for speech', () => {
  it('space digits, and say money and values in the language', () => {
    expect(render('{{ "1234" | digits }}')).toBe('1 2 3 4');
    expect(render('{{ 1234.5 | money: "TRY" }}', {}, 'tr')).toBe('₺1.234,50');
    expect(render('{{ "12.5" | money: "USD" }} {{ "x" | money: "USD" }}')).toBe('$12.50 x');
    expect(render('{{ yes | spoken }} {{ 1.5 | spoken }}', { yes: true }, 'tr')).toBe('evet 1,5');
    expect(render('{{ "2026-12-24" | spoken }}, {{ "0532" | spoken }}, {{ "a@b.de" | spoken }}')).toBe(
      'December 24, 2026, 0 5 3 2, a at b dot de',
    );
  });

  it('change case as the language does', () => {
    expect(render('{{ "iı" | upcase }} {{ "Iİ" | downcase }} {{ "izmir" | capitalize }}', {}, 'tr')).toBe(
      'İI ıi İzmir',
    );
    expect(render('{{ "istanbul" | upcase }}')).toBe('ISTANBUL');
  });
});

describe('values are data', () => {
  it('and are not read as Liquid again', () => {
    const evil = '{{ secret }}{% assign x = 1 %}';
    for (const source of [
      '{{ evil }}',
      '{{ evil | append: "" }}',
      '{% assign e = evil %}{{ e }}',
      '{% capture e %}{{ evil }}{% endcapture %}{{ e }}',
    ])
      expect(render(source, { evil, secret: 'no' }), source).toBe(evil);
    expect(render('{{ list | map: evil }}', { list: [{ a: 1 }], evil: '(1..1000000000)' })).toBe('');
  });

  it('and lead to no prototype', () => {
    for (const path of [
      'constructor',
      '__proto__',
      'toString',
      'x.constructor.constructor',
      'x.__proto__',
      'list.constructor',
      'list["map"]',
      '"".constructor',
      'list.push',
    ])
      expect(render(`[{{ ${path} }}]`, { x: {}, list: [1], text: 'abc' }), path).toBe('[]');
    expect(render('[{{ list | map: "constructor" }}{{ list | where: "__proto__" }}]', { list: [{}] })).toBe(
      '[]',
    );
  });

  it('and cannot pollute one', () => {
    render('{% assign __proto__ = x %}{% assign constructor = x %}{% capture toString %}a{% endcapture %}', {
      x: { polluted: 1 },
    });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(
      render('{{ polluted }}', JSON.parse('{"__proto__":{"polluted":1}}') as Record<string, unknown>),
    ).toBe('');
  });

  it('whatever characters they hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(render('{{ text }}', { text })).toBe(text);
      }),
    );
  });
});

describe('a broken template', () => {
  it('tells what to mend, and where', () => {
    expect(failure('one\n  {{ name | shout }}')).toMatchObject({
      code: 'template.filter',
      line: 2,
      column: 3,
      message: 'There is no filter "shout".',
    });
    expect(failure('{{ name')).toMatchObject({ code: 'template.syntax', line: 1, column: 1 });
    expect(failure('{{ name').message).toContain('}}');
    expect(failure('{% if x %}yes').message).toContain('{% endif %}');
    expect(failure('a {% include "x" %}')).toMatchObject({ code: 'template.syntax', column: 3 });
    expect(failure('{{ 5 | money }}').message).toContain('money: "TRY"');
  });

  it('has no way to files, chance, counters or the wall clock', () => {
    for (const tag of [
      'include "a"',
      'render "a"',
      'layout "a"',
      'block a',
      'increment a',
      'decrement a',
      'tablerow a in b',
      'constructor',
      '__proto__',
      'toString',
    ])
      expect(failure(`{% ${tag} %}`).code, tag).toBe('template.syntax');
    for (const filter of [
      'sample',
      'shuffle',
      'where_exp: "x", "x"',
      'find_exp: "x", "x"',
      'group_by: "x"',
      'date_to_xmlschema',
      'raw',
      'constructor',
      'toString',
      '__proto__',
      'hasOwnProperty',
    ])
      expect(failure(`{{ "a" | ${filter} }}`).code, filter).toBe('template.filter');
  });

  it('is the same error on every render', () => {
    const source = '{% for i in (1..100000) %}{% for j in (1..100) %}{% endfor %}{% endfor %}';
    expect(failure(source).message).toBe(failure(source).message);
  });
});

describe('inspectTemplate', () => {
  it('lists the variables a template reads, not those it makes', () => {
    const source =
      'Hi {{ customer.name | default: fallback }}{% assign x = order.total %}{{ x }}{% for i in items %}{{ i.a }}{{ list[0].b }}{{ map[key].c }}{% endfor %}';
    expect(inspectTemplate(source).variables.toSorted()).toEqual([
      'customer.name',
      'fallback',
      'items',
      'key',
      'list.0.b',
      'map',
      'order.total',
    ]);
    expect(inspectTemplate('plain')).toEqual({ variables: [] });
  });

  it('says what is wrong without throwing', () => {
    expect(inspectTemplate('{{ a | nope }}').issue).toEqual({
      code: 'template.filter',
      message: 'There is no filter "nope".',
      line: 1,
      column: 1,
    });
    expect(inspectTemplate('{{ a }}'.repeat(2000)).issue?.code).toBe('template.limit');
  });
});
