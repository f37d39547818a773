import { Liquid } from 'liquidjs';
import { describe, expect, it } from 'vitest';
import {
  compile,
  holds,
  inspectTemplate,
  LIMITS,
  renderTemplate,
  TemplateError,
} from '../../runtime/engine/index.ts';
import { registry } from '../../nodes/index.ts';
import { TEMPLATE_BOMBS, TEMPLATE_ESCAPES } from './corpora/template-escapes.ts';

const CANARY = 'canary-behind-the-values';
const about = { language: 'en', at: 1_764_000_000_000, zone: 'UTC' };

/** Values as a contact has them, with a canary one step behind: on a prototype, and as a template inside a value. */
function values() {
  const customer = Object.assign(Object.create({ inherited: CANARY, canary: CANARY }) as object, {
    name: 'Ann',
  });
  return {
    customer,
    name: 'Ann',
    list: ['one', 'two'],
    twice: '{{ customer.inherited }}{{ 7 | times: 7 }}',
    nested: { inner: '{% for i in (1..9) %}{{ customer.inherited }}{% endfor %}' },
  };
}

/** Signs that something was reached or run: the canary, a product nobody asked for, the insides of the machine. */
const reached = (text: string): boolean =>
  text.includes(CANARY) ||
  /(?<!\d)49(?!\d)/.test(text) ||
  /native code|\[object|root:x:0|function \w*\(|"dependencies"/.test(text);

function rendered(source: string): string {
  try {
    return renderTemplate(source, values(), about);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return '';
  }
}

describe(`${TEMPLATE_ESCAPES.length} ways to read behind a value`, () => {
  it.each(TEMPLATE_ESCAPES)('gives text or an error: %s', (source) => {
    expect(reached(rendered(source))).toBe(false);
    expect(() => inspectTemplate(source)).not.toThrow();
  });

  it('fires on an engine without the walls (positive control)', () => {
    const open = new Liquid({ ownPropertyOnly: false });
    const fired = TEMPLATE_ESCAPES.filter((source) => {
      try {
        return reached(String(open.parseAndRenderSync(source, values())));
      } catch {
        return false;
      }
    });
    expect(new Set(TEMPLATE_ESCAPES).size).toBeGreaterThanOrEqual(200);
    expect(fired.length).toBeGreaterThanOrEqual(10);
  });

  it('means nothing as a variable of a rule either', () => {
    const roads = TEMPLATE_ESCAPES.map((source) => /^\{\{ ([a-zA-Z_.]+) \}\}$/.exec(source)?.[1]).filter(
      (road) => road !== undefined,
    );
    expect(roads.length).toBeGreaterThan(20);
    for (const road of roads) {
      const rule = {
        match: 'all' as const,
        comparisons: [{ left: { variable: road }, operator: 'isNotEmpty' as const }],
      };
      const known = { name: 'Ann', list: ['one'], customer: { name: 'Ann' } };
      expect([road, holds(rule, { values: known, ...about })]).toEqual([road, false]);
    }
  });

  it('is a finding or a text in a flow, never an exception of the compiler', () => {
    for (const source of TEMPLATE_ESCAPES) expect(() => compile(flowSaying(source), registry)).not.toThrow();
  });
});

describe(`${TEMPLATE_BOMBS.length} template bombs`, () => {
  it.each(TEMPLATE_BOMBS.map((source, index) => [index, source] as const))(
    'is stopped: %i',
    (_index, source) => {
      expect(rendered(source).length).toBeLessThanOrEqual(LIMITS.templateOutput);
    },
  );
});

function flowSaying(text: string) {
  return {
    format: 2,
    id: 'attack',
    name: 'Attack',
    channels: ['chat'],
    languages: ['en'],
    zone: 'UTC',
    variables: [],
    start: 'say',
    nodes: {
      say: {
        type: 'message',
        version: 1,
        name: 'Say',
        config: { text: { en: text } },
        exits: { done: 'over' },
      },
      over: { type: 'end', version: 1, name: 'Over', config: { reason: 'completed' }, exits: {} },
    },
    layout: {},
  };
}
