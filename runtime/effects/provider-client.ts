import type { OutboundRequest, ProviderAnswer } from '../channels/adapter.ts';

/** Longest a provider may take, ms. */
const TIMEOUT_MS = 10_000;
/** Bytes of an answer that are read; the rest does not matter to us. */
const LONGEST_ANSWER = 256 * 1024;

/** Performs a request to a provider. Never throws: what goes wrong is an answer too. */
export type CallProvider = (request: OutboundRequest) => Promise<ProviderAnswer>;

/** Calls providers over HTTP, following no redirects. */
export const callProvider: CallProvider = async ({ method, url, headers, body }) => {
  try {
    const response = await fetch(url, {
      method,
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body === undefined ? {} : { body }),
    });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await readStart(response),
    };
  } catch (error) {
    return { error: codeOf(error) };
  }
};

async function readStart(response: Response): Promise<string> {
  if (!response.body) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    text += decoder.decode(chunk, { stream: true });
    if (bytes > LONGEST_ANSWER) break;
  }
  return text;
}

/** `ECONNREFUSED`, `UND_ERR_SOCKET`, `TimeoutError` …: whether anything was sent is for the adapter to conclude. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  const code = (cause as { code?: unknown }).code;
  if (typeof code === 'string') return code;
  return error instanceof Error ? error.name : 'unknown';
}
