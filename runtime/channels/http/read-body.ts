import { isUtf8 } from 'node:buffer';
import { Refusal } from './refusal.ts';

/** A request may have so much. */
export const MOST_BYTES = 256 * 1024;

/** The raw bytes of a request, read once; refuses to take in more than a message may have. */
export async function readBody(request: Request): Promise<Uint8Array> {
  const announced = request.headers.get('content-length');
  // The HTTP parser holds the sender to the length announced.
  if (announced !== null) {
    if (Number(announced) > MOST_BYTES) throw tooLarge();
    return new Uint8Array(await request.arrayBuffer());
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > MOST_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
}

const tooLarge = () => new Refusal(413, 'body.too-large');

/** The body as JSON. */
export function parseBody(body: Uint8Array): unknown {
  if (!isUtf8(body)) throw new Refusal(400, 'body.not-utf-8');
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new Refusal(400, 'body.not-json');
  }
}
