/** What the messages of one run of load are about. */
export interface Talk {
  /** Path every request goes to; without one, each goes to the connection of its conversation. */
  path?: string;
  /** Unlike that of any other run: ids and new conversations carry it. */
  run: string;
  /** Conversations at a time. */
  slots: number;
  /** Share of conversations with three turns, after which a new contact begins; the others go on for ever. */
  share: number;
  secret: string;
}

const words = ['hello', '2', 'Monday at ten'];

/** The n-th request of a run. Says the same as turns.lua. */
export function messageAt(talk: Talk, n: number): { path: string; body: string } {
  const { run, slots, share } = talk;
  const slot = n % slots;
  const turn = Math.floor(n / slots);
  const isShort = (slot * 7) % 20 < share * 20;
  const conversation = isShort ? `${run}-${slot}-${Math.floor(turn / 3)}` : `long-${slot}`;
  const text = isShort ? words[turn % 3]! : String(((slot + turn) % 3) + 1);
  return {
    path: talk.path ?? `/channels/http/${isShort ? 'three' : 'long'}/messages`,
    body: JSON.stringify({ id: `${run}-${n}`, conversation, text }),
  };
}
