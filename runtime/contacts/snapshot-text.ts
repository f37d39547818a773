import type { Frame, FrameContext, Snapshot, Value } from '../engine/index.ts';

/** What the contact's row holds anyway, so that the text need not. */
export interface Owner {
  id: string;
  customer: string;
  openedAt: number;
}

type Kept = Pick<FrameContext, 'pending' | 'input' | 'result' | 'hours'>;
type FrameText = [
  flow: string,
  version: number,
  state: string,
  language: string,
  vars: { [name: string]: Value },
  counters: { [name: string]: number } | 0,
  timer: [token: number, due: number] | 0,
  kept?: Kept,
];
type SnapshotText = [
  channel: Snapshot['channel'],
  frames: FrameText[],
  rest?: Pick<Snapshot, 'to' | 'from' | 'text' | 'inbox'> & { customer?: Omit<Snapshot['customer'], 'id'> },
];

/**
 * A snapshot as it is stored: positions instead of names, nothing that is null or on the row already.
 * A million contacts are parked this way, so it is a third of the plain JSON.
 */
export function encodeSnapshot(snapshot: Snapshot): string {
  const { channel, frames, customer, to, from, text, inbox } = snapshot;
  // The id is on the row; alone it is no reason to write anything of the customer.
  const about = Object.keys(customer).length > 1 ? { ...customer, id: undefined } : undefined;
  const rest =
    (to ?? from ?? text ?? inbox ?? about) === undefined
      ? undefined
      : { to, from, text, inbox, customer: about };
  const encoded: SnapshotText = [channel, frames.map(encodeFrame)];
  if (rest) encoded.push(rest);
  return JSON.stringify(encoded);
}

/**
 * Reads a stored snapshot of a live contact, without what is sealed behind it (see `decodeTwins`).
 * Throws on a text this version did not write.
 */
export function decodeSnapshot(text: string, owner: Owner): Snapshot {
  const sealedFrom = text.indexOf('\n');
  const [channel, frames, rest] = JSON.parse(
    sealedFrom < 0 ? text : text.slice(0, sealedFrom),
  ) as SnapshotText;
  const snapshot: Snapshot = {
    contact: owner.id,
    channel,
    customer: { id: owner.customer },
    openedAt: owner.openedAt,
    frames: frames.map(decodeFrame),
  };
  if (!rest) return snapshot;
  // Every event of a contact begins here: named members cost a tenth of what copying all but one does.
  if (rest.customer) snapshot.customer = { id: owner.customer, ...rest.customer };
  if (rest.to !== undefined) snapshot.to = rest.to;
  if (rest.from !== undefined) snapshot.from = rest.from;
  if (rest.text !== undefined) snapshot.text = rest.text;
  if (rest.inbox !== undefined) snapshot.inbox = rest.inbox;
  return snapshot;
}

function encodeFrame({ flow, version, state, context }: Frame): FrameText {
  const { language, vars, counters, timer, pending, input, result, hours } = context;
  const kept =
    (pending ?? input ?? result ?? hours) === undefined ? undefined : { pending, input, result, hours };
  const frame: FrameText = [
    flow,
    version,
    state,
    language,
    withoutNull(vars),
    Object.keys(counters).length > 0 ? counters : 0,
    timer ? [timer.token, timer.due] : 0,
  ];
  if (kept) frame.push(kept);
  return frame;
}

function decodeFrame([flow, version, state, language, vars, counters, timer, kept]: FrameText): Frame {
  return {
    flow,
    version,
    state,
    context: {
      language,
      vars,
      counters: counters || {},
      ...(timer ? { timer: { token: timer[0], due: timer[1] } } : {}),
      ...kept,
    },
  };
}

function withoutNull(vars: FrameContext['vars']): FrameContext['vars'] {
  const kept: FrameContext['vars'] = {};
  for (const name of Object.keys(vars)) if (vars[name] !== null) kept[name] = vars[name]!;
  return kept;
}
