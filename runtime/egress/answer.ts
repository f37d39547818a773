import { EgressRefused } from './check-url.ts';

/** What a call came to; what goes wrong is an answer too. */
export type Answer =
  | { status: number; headers: { [name: string]: string }; body: string; bytes: number }
  | { error: 'timeout' | 'unreachable' | 'refused' | 'too-large'; code: string; message: string };

/** Bytes of an answer that are read. */
export const LARGEST_ANSWER = 256 * 1024;

/** An answer on its way in. */
export interface Incoming {
  status: number;
  headers: { [name: string]: string | string[] | undefined };
  body: AsyncIterable<Uint8Array>;
  /** Lets go of the rest of the body, which may have no end. */
  drop: () => void;
}

/**
 * Reads an answer up to the limit. Nothing is unpacked, so nothing can grow: we ask for answers as they are.
 * @param anyhow take what can be read instead of refusing the rest
 */
export async function readAnswer(incoming: Incoming, anyhow = false): Promise<Answer> {
  const { status, body, drop } = incoming;
  const headers = flat(incoming.headers);
  const packed = headers['content-encoding']?.trim().toLowerCase() ?? '';
  if (packed !== '' && packed !== 'identity') {
    drop();
    if (anyhow) return { status, headers, body: '', bytes: 0 };
    throw new EgressRefused('egress.packed', `The answer is packed with ${packed.slice(0, 20)}, unasked.`);
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    chunks.push(chunk);
    if (bytes <= LARGEST_ANSWER) continue;
    // Leaving the loop lets go of the stream.
    if (anyhow) break;
    const message = `The answer is larger than ${LARGEST_ANSWER} bytes.`;
    return { error: 'too-large', code: 'egress.answer-too-large', message };
  }
  return { status, headers, body: new TextDecoder().decode(Buffer.concat(chunks)), bytes };
}

const flat = (headers: Incoming['headers']): { [name: string]: string } =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );

const LATE = ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_CONNECT_TIMEOUT'];

/** What a call that threw came to. Says nothing of what is behind the error: it may be shown to a designer. */
export function failureOf(error: unknown, timedOut: boolean): Answer {
  const late = { error: 'timeout' as const, message: 'There was no answer in time.' };
  if (timedOut) return { ...late, code: 'egress.timeout' };
  const refused = [error, error instanceof Error ? error.cause : undefined].find(
    (one) => one instanceof EgressRefused,
  );
  if (refused) return { error: 'refused', code: refused.code, message: refused.message };
  const given = (error as { code?: unknown }).code;
  const code = typeof given === 'string' ? given : 'egress.failed';
  if (LATE.includes(code)) return { ...late, code };
  return { error: 'unreachable', code, message: 'The host could not be reached.' };
}
