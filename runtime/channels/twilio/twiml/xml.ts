/** One element of a document: a verb, its attributes, and text or nested verbs. */
export interface Element {
  name: string;
  attributes?: { [name: string]: string | number | undefined };
  text?: string;
  children?: Element[];
}

/**
 * What XML 1.0 does not allow, escaped or not (production `Char`, https://www.w3.org/TR/xml/#charsets): with one such
 * character, and be it from a customer's own name, the carrier would refuse the whole document and the caller hear an error.
 */
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const NAMED: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** A text as it may stand in a document, outside of a tag. */
export const escapeText = (text: string): string =>
  text.replace(FORBIDDEN, '').replace(/[&<>]/g, (sign) => NAMED[sign]!);

/** A text as it may stand between the quotes of an attribute; line breaks would become spaces there anyway. */
export const escapeAttribute = (text: string): string =>
  text
    .replace(FORBIDDEN, '')
    .replace(/\s+/g, ' ')
    .replace(/[&<>"']/g, (sign) => NAMED[sign]!);

/** Writes an element; attributes without a value are left out. */
export function write({ name, attributes = {}, text, children }: Element): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeAttribute(String(value))}"`)
    .join('');
  const inside = text === undefined ? (children ?? []).map(write).join('') : escapeText(text);
  return inside === '' ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>`;
}

/** A whole document. */
export const writeResponse = (verbs: Element[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>${write({ name: 'Response', children: verbs })}`;
