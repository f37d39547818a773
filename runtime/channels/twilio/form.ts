/** Fields of a request; of a field given twice, the first. A map, because the names are the sender's. */
export type Form = ReadonlyMap<string, string>;

export type Media = 'form' | 'json';

/** What a body is, by its content type; undefined when it is nothing we read. */
export function mediaOf(contentType: string | undefined): Media | undefined {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase();
  if (type === 'application/x-www-form-urlencoded') return 'form';
  return type === 'application/json' ? 'json' : undefined;
}

/** Name and value pairs of a form as sent, in order. */
export const pairsOf = (body: Uint8Array): [string, string][] => [
  ...new URLSearchParams(Buffer.from(body).toString('utf8')),
];

/** Reads a body; undefined when it is not what its content type says. Never throws. */
export function readForm(media: Media, body: Uint8Array): Form | undefined {
  const pairs = media === 'form' ? pairsOf(body) : jsonPairs(body);
  if (!pairs) return undefined;
  const form = new Map<string, string>();
  for (const [name, value] of pairs) if (!form.has(name)) form.set(name, value);
  return form;
}

function jsonPairs(body: Uint8Array): [string, string][] | undefined {
  try {
    const read: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
    if (typeof read !== 'object' || read === null || Array.isArray(read)) return undefined;
    return Object.entries(read).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
    );
  } catch {
    return undefined;
  }
}
