/** Part of a text: plain, or an address one can follow. */
export type Part = { text: string; href?: string };

const ADDRESS = /\bhttps?:\/\/[^\s<>"'`]+/gi;
/** Signs that belong to the sentence around an address, not to it. */
const TAIL = /[.,;:!?…»”’)\]}،؛؟。]+$/;

/** Splits a text at the web addresses in it. Only http and https become links. */
export function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let done = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = trimmed(match[0]);
    const href = hrefOf(address);
    if (href === undefined) continue;
    if (match.index > done) parts.push({ text: text.slice(done, match.index) });
    parts.push({ text: address, href });
    done = match.index + address.length;
  }
  if (done < text.length) parts.push({ text: text.slice(done) });
  return parts;
}

/** A closing bracket stays when the address opened it: `…/Chat_(disambiguation)`. */
function trimmed(address: string): string {
  const tail = TAIL.exec(address)?.[0];
  if (tail === undefined) return address;
  const body = address.slice(0, -tail.length);
  return tail.startsWith(')') && body.lastIndexOf('(') > body.lastIndexOf(')') ? `${body})` : body;
}

function hrefOf(address: string): string | undefined {
  try {
    const { protocol, href, hostname } = new URL(address);
    return (protocol === 'https:' || protocol === 'http:') && hostname !== '' ? href : undefined;
  } catch {
    return undefined;
  }
}
