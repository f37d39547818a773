import { z } from 'zod';
import { INTERFACE_LANGUAGES } from '../../../runtime/engine/index.ts';
import { exitsOf, type Clause, type Subject } from './subject.ts';

/** What lies in a node type's folder: name, icon, docs, words. */
export const FOLDER: Record<string, Clause> = {
  'is named like its type': ({ folder, type }) =>
    folder === type.type ? [] : [`folder "${folder}", type "${type.type}"`],

  'has all its files': ({ files }) =>
    ['index.ts', 'icon.svg', 'docs.md', 'words.json'].filter((name) => !files[name]),

  'has an icon that takes the colour of the text': ({ files }) => {
    const icon = files['icon.svg'] ?? '';
    const needed = ['viewBox="0 0 24 24"', 'stroke="currentColor"', 'fill="none"'];
    return [
      ...needed.filter((part) => !icon.includes(part)).map((part) => `icon.svg lacks ${part}`),
      ...(/<(?!\/?(svg|path|circle|rect|line|polyline|polygon|ellipse|g)\b)/.test(icon)
        ? ['icon.svg holds more than shapes']
        : []),
    ];
  },

  'documents every exit': (subject) =>
    [...fixedExits(subject)]
      .filter((exit) => !subject.files['docs.md']?.includes(`\`${exit}\``))
      .map((exit) => `docs.md does not mention \`${exit}\``),

  'has words for every finding in every language': (subject) => {
    const { type, files } = subject;
    const source = Object.entries(files)
      .filter(([name]) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map(([, text]) => text)
      .join('\n');
    const codes = new Set([
      ...[...source.matchAll(new RegExp(`'${type.type}\\.([a-z-]+)'`, 'g'))].map(([, code]) => code!),
      ...(source.includes(`otherFlowIssues('${type.type}'`) ? OTHER_FLOW : []),
    ]);
    const names = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).toSorted();
    return [
      ...(/code: `/.test(source) ? ['a code is put together: nobody could find its words'] : []),
      ...INTERFACE_LANGUAGES.flatMap((language) => {
        const { findings = {} } = type.words[language];
        const { findings: english = {} } = type.words.en;
        return [
          ...[...codes].filter((code) => !findings[code]).map((code) => `no words for finding "${code}"`),
          ...Object.keys(findings)
            .filter((code) => !codes.has(code))
            .map((code) => `words for an unknown finding "${code}"`),
          ...Object.entries(findings)
            .filter(([code, text]) => String(names(text)) !== String(names(english[code] ?? '')))
            .map(([code]) => `other values than in English for finding "${code}"`),
        ].map((finding) => `${language}: ${finding}`);
      }),
    ];
  },

  'has words for everything in every language': (subject) =>
    INTERFACE_LANGUAGES.flatMap((language) => {
      const { label, summary, keywords, exits, fields } = subject.type.words[language];
      const missing = (has: object, wanted: Iterable<string>, what: string) => [
        ...[...wanted]
          .filter((one) => !(has as Record<string, unknown>)[one])
          .map((one) => `no words for ${what} "${one}"`),
        ...Object.keys(has)
          .filter((one) => ![...wanted].includes(one))
          .map((one) => `words for an unknown ${what} "${one}"`),
      ];
      return [
        ...(label ? [] : ['no label']),
        ...(summary ? [] : ['no summary']),
        ...(keywords.length > 0 ? [] : ['no keyword']),
        ...missing(exits, fixedExits(subject), 'exit'),
        ...missing(fields, fieldsOf(subject.type.config), 'field'),
        ...Object.entries(fields)
          .filter(([, { title }]) => !title)
          .map(([field]) => `no title for "${field}"`),
      ].map((finding) => `${language}: ${finding}`);
    }),
};

/** What `otherFlowIssues` finds for every node that leads into another flow. */
const OTHER_FLOW = ['unknown-flow', 'empty-flow', 'other-channels', 'unknown-input', 'input-type'];

/** Exits the node type itself names, over all examples. */
function fixedExits({ type }: Subject): Set<string> {
  const exits = type.examples.flatMap((example) => exitsOf(type, example));
  return new Set(exits.filter((exit) => exit.label === undefined).map((exit) => exit.id));
}

/** Widgets that name the fields inside them in their own words: the same wherever they are used. */
const WORDED_WIDGETS = ['prompt', 'text', 'expression', 'rule', 'inputs'];

interface Field {
  widget?: string;
  properties?: { [name: string]: Field };
  items?: Field;
  anyOf?: Field[];
  oneOf?: Field[];
}

/** Dotted paths of all fields of a config: what a derived form shows. */
export function fieldsOf(config: z.ZodType): Set<string> {
  const paths = new Set<string>();
  const walk = (schema: Field, path: string[]): void => {
    if (schema.widget && WORDED_WIDGETS.includes(schema.widget)) return;
    for (const [name, field] of Object.entries(schema.properties ?? {})) {
      paths.add([...path, name].join('.'));
      walk(field, [...path, name]);
    }
    for (const inner of [schema.items, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])])
      if (inner) walk(inner, path);
  };
  walk(z.toJSONSchema(config, { io: 'input', unrepresentable: 'any' }) as Field, []);
  return paths;
}
