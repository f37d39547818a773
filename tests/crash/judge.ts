import type { LedgerEntry } from '../kit/provider-ledger.ts';
import type { Personality } from '../kit/provider-stub.ts';
import type { Acked } from './senders.ts';

/** What the server's own files say after the last start. */
export interface Stored {
  /** Position of every delivery by `connection:id`. */
  deliveries: Map<string, { contact: string; seq: number }>;
  /** Sends the log asks for, by reference. */
  expected: Map<string, { connection: string; contact: string }>;
  /** What the outbox says of each. */
  outbox: Map<string, { state: string; flag: string | null }>;
  /** What is wrong with the files themselves: gaps, damage, replays that disagree. */
  faults: string[];
}

export interface History {
  acked: Acked[];
  stored: Stored;
  providers: { connection: string; personality: Personality; ledger: LedgerEntry[] }[];
}

export interface Row {
  personality: Personality;
  acked: number;
  sent: number;
  absorbed: number;
  lost: number;
  duplicated: number;
  flagged: number;
  /** Sent twice without a word about it in the outbox. */
  unflagged: number;
}

export interface Verdict {
  rows: Row[];
  faults: string[];
  ok: boolean;
}

/** States in which the outbox admits that it does not know, or waits for a person. */
const ADMITTED = new Set(['unknown', 'held']);

/** Compares what the senders were told, what is stored, and what the providers wrote into their own books. */
export function judge({ acked, stored, providers }: History): Verdict {
  const faults = [...stored.faults];
  const rows = providers.map(({ connection, personality, ledger }) => {
    const mine = acked.filter((one) => one.connection === connection);
    const lostDeliveries = mine.filter((one) => !stored.deliveries.has(`${connection}:${one.id}`));
    const accepted = countAccepted(ledger);
    const expected = [...stored.expected].filter(([, send]) => send.connection === connection);
    const row: Row = {
      personality,
      acked: mine.length,
      sent: [...accepted.values()].reduce((sum, times) => sum + times, 0),
      absorbed: ledger.filter(({ what }) => what === 'absorbed').length,
      lost: lostDeliveries.length,
      duplicated: 0,
      flagged: 0,
      unflagged: 0,
    };
    for (const [reference] of expected) {
      const times = accepted.get(reference) ?? 0;
      const noted = stored.outbox.get(reference);
      const flagged = noted?.flag === 'repeated' || ADMITTED.has(noted?.state ?? '');
      if (flagged) row.flagged += 1;
      if (times === 0 && !flagged) row.lost += 1;
      if (times > 1) row.duplicated += 1;
      if (times > 1 && !flagged) row.unflagged += 1;
    }
    faults.push(...phantoms(accepted, stored), ...disorder(ledger, personality), ...misplaced(mine, stored));
    return row;
  });
  const harmless = rows.every(
    (row) => row.lost === 0 && row.unflagged === 0 && (row.personality === 'nothing' || row.duplicated === 0),
  );
  return { rows, faults, ok: harmless && faults.length === 0 };
}

function countAccepted(ledger: LedgerEntry[]): Map<string, number> {
  const accepted = new Map<string, number>();
  for (const { what, reference } of ledger)
    if (what === 'accepted') accepted.set(reference, (accepted.get(reference) ?? 0) + 1);
  return accepted;
}

/** Sent, but decided by no step that is stored: acted before storing. */
const phantoms = (accepted: Map<string, number>, stored: Stored): string[] =>
  [...accepted.keys()]
    .filter((reference) => !stored.expected.has(reference))
    .map((reference) => `${reference} was sent, but nothing stored asks for it`);

/** Per contact, messages arrive in the order they were decided; repeats of earlier ones do not count. */
function disorder(ledger: LedgerEntry[], personality: Personality): string[] {
  const last = new Map<string, [seq: number, index: number]>();
  const seen = new Set<string>();
  const faults: string[] = [];
  for (const { what, reference } of ledger) {
    if (what !== 'accepted' || seen.has(reference)) continue;
    seen.add(reference);
    const [contact = '', seq, index] = reference.split('/');
    const [lastSeq, lastIndex] = last.get(contact) ?? [0, -1];
    const place: [number, number] = [Number(seq), Number(index)];
    if (place[0] < lastSeq || (place[0] === lastSeq && place[1] < lastIndex))
      faults.push(`${personality}: ${reference} arrived after ${contact}/${lastSeq}/${lastIndex}`);
    else last.set(contact, place);
  }
  return faults;
}

/** The answer named another place than the one the delivery is stored at, or the sender's order was not kept. */
function misplaced(acked: Acked[], stored: Stored): string[] {
  const faults: string[] = [];
  const last = new Map<string, { contact: string; seq: number; order: number }>();
  for (const one of acked.toSorted((a, b) => a.order - b.order)) {
    const place = stored.deliveries.get(`${one.connection}:${one.id}`);
    if (place && (place.contact !== one.contact || place.seq !== one.seq))
      faults.push(`${one.id} was answered as ${one.contact}/${one.seq} and is ${place.contact}/${place.seq}`);
    const before = last.get(one.conversation);
    if (before && before.contact === one.contact && before.seq >= one.seq)
      faults.push(`${one.id} lies before its predecessor`);
    last.set(one.conversation, one);
  }
  return faults;
}
