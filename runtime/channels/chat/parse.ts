import { languageTagSchema } from '../../engine/index.ts';
import type { Connection, Inbound } from '../adapter.ts';
import { type ClientFrame, clientFrameSchema, type InputFrame } from './protocol.ts';

/** The customer at the other end of a socket. */
export interface Visitor {
  id: string;
  connection: Connection;
  /** What the page or the browser asked for. */
  language?: string;
}

/** Reads what came over the socket; undefined when it is nothing a client may send. */
export function readFrame(text: string): ClientFrame | undefined {
  try {
    const read = clientFrameSchema.safeParse(JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

/** A language tag as somebody wrote it, in its usual spelling; undefined when it is none. */
export function languageOf(tag: string | undefined): string | undefined {
  try {
    const usual = tag === undefined ? undefined : Intl.getCanonicalLocales(tag)[0];
    return languageTagSchema.safeParse(usual).success ? usual : undefined;
  } catch {
    return undefined;
  }
}

/** What a frame means to the runtime. */
export function inboundOf(frame: InputFrame, visitor: Visitor): Inbound {
  const input =
    frame.type === 'say'
      ? { kind: 'text' as const, value: frame.text }
      : { kind: 'choice' as const, value: frame.choice };
  return { ...inboundFrom(visitor, frame.id), what: { type: 'input', input } };
}

/**
 * Opens the conversation that follows `previous`. The same visitor with the same predecessor is the same delivery,
 * so it opens one conversation however often it is asked for.
 */
export function openingOf(previous: string | undefined, visitor: Visitor): Inbound {
  return { ...inboundFrom(visitor, `open:${previous ?? 'first'}`), what: { type: 'opened' } };
}

/** The client's own id of the delivery behind an entry; undefined when no client gave it. */
export function clientIdOf(delivery: string | undefined, visitor: string): string | undefined {
  return delivery?.startsWith(`${visitor}:`) ? delivery.slice(visitor.length + 1) : undefined;
}

/** Ids carry the visitor: nobody can use up an id of somebody else's. */
function inboundFrom({ id, connection, language }: Visitor, delivery: string): Omit<Inbound, 'what'> {
  return {
    id: `${id}:${delivery}`,
    conversation: id,
    from: id,
    ...(connection.address === undefined ? {} : { to: connection.address }),
    customer: { kind: 'visitor', address: id, ...(language === undefined ? {} : { language }) },
  };
}
