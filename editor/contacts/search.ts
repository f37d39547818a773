/** What a list of contacts is narrowed by, as it stands in the fields and in the address of the page. */
export interface Search {
  address: string;
  flow: string;
  state: '' | 'live' | 'ended';
  channel: string;
  /** Days, `2026-11-22`, both included. */
  from: string;
  to: string;
}

export const NOTHING_WANTED: Search = { address: '', flow: '', state: '', channel: '', from: '', to: '' };

const FIELDS = Object.keys(NOTHING_WANTED) as (keyof Search)[];
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Reads the part of the page's address behind the question mark. What makes no sense is left out. */
export function readSearch(text: string): Search {
  const given = new URLSearchParams(text);
  const state = given.get('state');
  const day = (name: string) => (DAY.test(given.get(name) ?? '') ? (given.get(name) ?? '') : '');
  return {
    address: given.get('address') ?? '',
    flow: given.get('flow') ?? '',
    state: state === 'live' || state === 'ended' ? state : '',
    channel: given.get('channel') ?? '',
    from: day('from'),
    to: day('to'),
  };
}

/** The same as a text for the page's address; empty when nothing is wanted. */
export function writeSearch(search: Search): string {
  const given = new URLSearchParams(
    FIELDS.filter((field) => search[field] !== '').map((field) => [field, search[field]]),
  );
  return given.size === 0 ? '' : `?${given.toString()}`;
}

/** What the server is asked. Days are days where the reader is. */
export const queryOf = ({ address, flow, state, channel, from, to }: Search) => ({
  ...(address.trim() === '' ? {} : { address: bareNumber(address.trim()) }),
  ...(flow === '' ? {} : { flow }),
  ...(state === '' ? {} : { live: state === 'live' ? ('true' as const) : ('false' as const) }),
  ...(channel === '' ? {} : { channel }),
  ...(from === '' ? {} : { from: startOf(from, 0) }),
  ...(to === '' ? {} : { to: startOf(to, 1) }),
});

/** Numbers are kept without what people put between digits. */
const bareNumber = (address: string): string =>
  /^\+[\d\s().-]+$/.test(address) ? address.replaceAll(/[^+\d]/g, '') : address;

function startOf(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}
