import type { ChatConfig } from './config.ts';

/** Where this server is, as far as a page on it can tell. */
export interface OwnAddress {
  /** The request's Host header. */
  host: string | undefined;
  /** From settings. */
  publicUrl: string | undefined;
}

/**
 * Whether a page may talk to a chat: it is on the list, or on this server itself.
 * A browser always sends the origin, so a request without one does not come from a page and is refused.
 */
export function isAllowed(
  origin: string | undefined,
  { origins }: Pick<ChatConfig, 'origins'>,
  own: OwnAddress,
): boolean {
  if (origin === undefined) return false;
  if (origins.includes(origin)) return true;
  const page = parse(origin);
  if (!page || page.origin !== origin) return false;
  // By host only: behind a proxy this server does not see that the page came by https.
  return (
    page.host === own.host?.toLowerCase() ||
    (own.publicUrl !== undefined && page.origin === parse(own.publicUrl)?.origin)
  );
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
