import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';
import type { TextRow } from './flow-texts.ts';
import type { Translation } from './trade.ts';

const NAMESPACE = 'urn:oasis:names:tc:xliff:document:2.0';
const ATTRIBUTE = '@';

/** Texts as XLIFF 2.1, from one language into another: the format translators' tools speak. */
export function toXliff(
  flow: { id: string; name: string },
  rows: readonly TextRow[],
  source: string,
  target: string,
): string {
  const units = rows
    .filter(({ words }) => words[source] !== undefined)
    .map((row, index) => {
      const words = row.words[target];
      return {
        '@id': `t${index + 1}`,
        // What we find the place by; an id may not have all of its signs.
        '@name': row.id,
        notes: { note: [row.title, row.field, row.channel ?? ''].filter(Boolean).join(' · ') },
        segment: {
          '@state': words === undefined ? 'initial' : 'translated',
          source: { '@xml:space': 'preserve', '#text': row.words[source]! },
          ...(words === undefined ? {} : { target: { '@xml:space': 'preserve', '#text': words } }),
        },
      };
    });
  const builder = new XMLBuilder({ attributeNamePrefix: ATTRIBUTE, ignoreAttributes: false, format: true });
  const document = builder.build({
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    xliff: {
      '@xmlns': NAMESPACE,
      '@version': '2.1',
      '@srcLang': source,
      '@trgLang': target,
      file: { '@id': flow.id, notes: { note: flow.name }, unit: units },
    },
  }) as string;
  return document;
}

/** Reads translations from XLIFF 2.x. Throws what a person should know; a file that declares anything of its own is refused. */
export function fromXliff(text: string): Translation[] {
  // Declarations are how a small file becomes an endless one, or reads what it must not.
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new XliffRefused('declares');
  if (XMLValidator.validate(text) !== true) throw new XliffRefused('broken');
  const parser = new XMLParser({
    attributeNamePrefix: ATTRIBUTE,
    ignoreAttributes: false,
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
    isArray: (name) => ['file', 'group', 'unit', 'segment'].includes(name),
  });
  const { xliff } = parser.parse(text) as { xliff?: Element };
  if (xliff?.['@xmlns'] !== NAMESPACE) throw new XliffRefused('other');
  const language = xliff['@trgLang'];
  if (typeof language !== 'string') throw new XliffRefused('target');
  return listOf(xliff['file']).flatMap((file) =>
    unitsIn(file).flatMap((unit): Translation[] => {
      const name = unit['@name'];
      const targets = listOf(unit['segment']).map((segment) => segment['target']);
      if (typeof name !== 'string' || targets.length === 0 || targets.some((one) => one === undefined))
        return [];
      return [{ id: name, language, text: targets.map(plain).join('') }];
    }),
  );
}

export type XliffFault = 'declares' | 'broken' | 'other' | 'target' | 'inline';

/** A file that is not taken; `fault` says why. */
export class XliffRefused extends Error {
  readonly fault: XliffFault;
  constructor(fault: XliffFault) {
    super(`This file is not taken: ${fault}.`);
    this.fault = fault;
  }
}

interface Element {
  [name: string]: unknown;
}

const listOf = (value: unknown): Element[] => (Array.isArray(value) ? (value as Element[]) : []);

const unitsIn = (element: Element): Element[] => [
  ...listOf(element['unit']),
  ...listOf(element['group']).flatMap(unitsIn),
];

/** The text of an element that may hold nothing else: our own texts have no tags inside. */
function plain(element: unknown): string {
  if (typeof element === 'string') return element;
  const { '#text': text = '', ...others } = element as Element;
  if (Object.keys(others).some((name) => !name.startsWith(ATTRIBUTE))) throw new XliffRefused('inline');
  return String(text);
}
