import { textOf } from './budget.ts';
import { explain } from './explain.ts';
import type { TemplateContext } from './filters.ts';
import { encodingLiquid, renderFor } from './liquid.ts';

const addresses = encodingLiquid((value) => percentEncoded(textOf(value)));

/**
 * Renders the template of a web address. What a value contributes is percent-encoded, so it stays inside the part of the
 * address it was put into: it can begin no path, no query and no other host.
 * @throws TemplateError
 */
export function renderUrl(source: string, values: Record<string, unknown>, about: TemplateContext): string {
  try {
    return renderFor(addresses.parse(source), values, about, addresses);
  } catch (error) {
    throw explain(error);
  }
}

/** RFC 3986; half a surrogate pair, which no encoding has, becomes the replacement character. */
export const percentEncoded = (text: string): string =>
  encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\uFFFD'));
