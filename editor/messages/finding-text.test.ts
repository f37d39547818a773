import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { nodeTypes, registry } from '../../nodes/index.ts';
import {
  flowSchema,
  INTERFACE_LANGUAGES,
  type Issue,
  languageTagSchema,
  schemaIssues,
} from '../../runtime/engine/index.ts';
import { CATALOGUES } from './catalogues.ts';
import { findingText as textOf } from './finding-text.ts';
import { speakerOf } from './speaker.ts';

const OTHERS = INTERFACE_LANGUAGES.filter((language) => language !== 'en');

const findingText = (issue: Issue, language: keyof typeof CATALOGUES) =>
  textOf(issue, speakerOf({ language, catalogue: CATALOGUES[language] }), registry);

/** Sources of the compiler: what it finds it names in them, as `code: 'thing.problem'`. */
const sources = import.meta.glob<string>(
  [
    '../../runtime/engine/compile/**/*.ts',
    '../../runtime/engine/document/**/*.ts',
    '../../runtime/engine/template/**/*.ts',
    '../../runtime/engine/node-checks.ts',
    '!**/*.test.ts',
  ],
  { query: '?raw', import: 'default', eager: true },
);
const codes = new Set(
  Object.values(sources).flatMap((source) =>
    [
      ...source.matchAll(/(?:code: |refused\(|Code = | \| )'((?:[a-z-]+)\.[a-z-]+)'/g),
      ...source.matchAll(/'(template\.[a-z]+)'/g),
    ].map(([, code]) => code!),
  ),
);

test.each([...codes].toSorted())('the compiler says %s in every language', (code) => {
  for (const language of OTHERS) expect(Object.keys(CATALOGUES[language])).toContain(`problem.${code}`);
});

test('the compiler is looked through as a whole', () => {
  expect([...codes]).toEqual(
    expect.arrayContaining(['exit.dangling', 'node.version', 'template.filter', 'limit.near', 'flow.format']),
  );
});

/** Sentences a schema brings for its own rules, wherever in it they are. */
function sentencesOf(schema: z.core.$ZodType, seen = new Set<unknown>()): string[] {
  const said: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    const { def } = ((value as { _zod?: { def?: object } })._zod ?? {}) as {
      def?: { [member: string]: unknown };
    };
    if (!def) {
      for (const inner of Object.values(value)) walk(inner);
      return;
    }
    if (typeof def['error'] === 'function') {
      const told = (def['error'] as (issue: object) => unknown)({ code: 'custom', input: undefined });
      if (typeof told === 'string') said.push(told);
    }
    if (def['type'] === 'lazy') walk((def['getter'] as () => unknown)());
    for (const inner of Object.values(def)) walk(inner);
  };
  walk(schema);
  return said;
}

describe('a rule of a schema that speaks in its own words', () => {
  const sentences = [
    ...new Set([flowSchema, ...nodeTypes.map(({ config }) => config)].flatMap((one) => sentencesOf(one))),
  ];
  test.each(sentences)('%s', (sentence) => {
    for (const language of INTERFACE_LANGUAGES)
      expect(Object.keys(CATALOGUES[language])).toContain(`rule.${sentence}`);
  });
  test('is found wherever it is', () => {
    expect(sentences).toContain('a small letter, then letters, digits and _');
    expect(sentences.length).toBeGreaterThan(15);
  });
});

test('what zod says is said in our words: which rule, and its bounds', () => {
  const schema = z.strictObject({
    few: z.array(z.number()).min(2),
    many: z.array(z.number()).max(1),
    short: z.string().min(3),
    long: z.string().max(3),
    small: z.number().min(5),
    large: z.number().max(5),
    type: z.number(),
    missing: z.number(),
    choice: z.enum(['a', 'b']),
    step: z.number().multipleOf(2),
    form: z.union([z.strictObject({ a: z.number() }), z.strictObject({ b: z.number() })]),
    said: z.string().refine(() => false, 'nothing of ours'),
    tag: languageTagSchema,
    spelling: languageTagSchema,
  });
  const read = schema.safeParse({
    few: [1],
    many: [1, 2],
    short: 'a',
    long: 'abcd',
    small: 1,
    large: 9,
    type: 'x',
    choice: 'c',
    step: 3,
    form: {},
    said: 'x',
    tag: 'not a tag',
    spelling: 'tr-tr',
    colour: 'red',
  });
  const issues = schemaIssues(read.error!, 'config.invalid', 'hello');
  expect(Object.fromEntries(issues.map(({ path, values }) => [path?.at(-1), values?.['rule']]))).toEqual({
    few: 'least-items',
    many: 'most-items',
    short: 'least-letters',
    long: 'most-letters',
    small: 'least-number',
    large: 'most-number',
    type: 'type',
    missing: 'missing',
    choice: 'choice',
    step: 'step',
    form: 'form',
    said: 'said',
    tag: 'language-tag',
    spelling: 'language-spelling',
    colour: 'unknown',
  });
  for (const issue of issues)
    for (const language of INTERFACE_LANGUAGES) {
      const text = findingText(issue, language);
      expect(text, `${language} ${issue.message}`).not.toMatch(/\{\w+\}|expected|Invalid|Too /);
    }
  expect(
    findingText(
      issues.find(({ path }) => path?.at(-1) === 'spelling')!,
      'tr',
    ),
  ).toBe('tr-tr yerine tr-TR yazın.');
});

test('a node type’s own finding is said in its own words, with the names of things put in', () => {
  const [type] = nodeTypes.filter(({ words }) => words.tr.findings);
  const [finding] = Object.keys(type!.words.tr.findings!);
  const issue: Issue = { code: `${type!.type}.${finding}`, severity: 'error', message: 'In English.' };
  expect(findingText(issue, 'tr')).toBe(type!.words.tr.findings![finding!]);
  expect(findingText(issue, 'en')).toBe('In English.');
  const unsupported: Issue = {
    code: 'channel.unsupported',
    severity: 'error',
    message: '',
    values: { channel: 'voice' },
  };
  expect(findingText(unsupported, 'tr')).toContain(CATALOGUES.tr['channel.voice']);
});
