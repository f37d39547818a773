import { FLOW_FORMAT } from '../engine/index.ts';

/** What a new flow begins with. */
export interface Beginning {
  id: string;
  name: string;
  description?: string | undefined;
  channels: string[];
  languages: string[];
  zone: string;
}

/** An empty drawing: it has no node yet, so it cannot be published. */
export const emptyDraft = ({ id, name, description, channels, languages, zone }: Beginning) => ({
  format: FLOW_FORMAT,
  id,
  name,
  ...(description === undefined ? {} : { description }),
  channels,
  languages,
  zone,
  variables: [],
  // Nothing is there yet; the first node becomes the start.
  start: 'start',
  nodes: {},
  layout: {},
});

/** A draft under the id it is kept by: what a document says of itself does not decide where it goes. */
export function draftUnder(
  id: string,
  draft: { [member: string]: unknown },
): {
  name: string;
  draft: { [member: string]: unknown };
} {
  const { name } = draft;
  const named = typeof name === 'string' && name.trim() !== '' ? name.trim().slice(0, 200) : id;
  return { name: named, draft: { ...draft, id } };
}

/** Addresses of other services that a document would call: shown before anything runs. */
export function addressesIn(document: unknown): string[] {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value === 'string')
      for (const [address] of value.matchAll(/https?:\/\/[^\s"'<>]+/gi)) found.add(address.slice(0, 300));
    else if (typeof value === 'object' && value !== null)
      for (const inner of Object.values(value)) look(inner);
  };
  look(document);
  return [...found].slice(0, 100);
}
