/** What our own addresses carry from one request of a call to the next. Nothing in them tells who the caller is. */
export interface Position {
  /** Position in the contact's log up to which the caller has heard what there was to hear. */
  turn?: number | undefined;
  /** Set when nothing is answered: the caller waits, and this is how often they were asked to wait. */
  wait?: number | undefined;
  /** Set when nothing is answered: the next part of a long document is fetched. */
  part?: number | undefined;
  /** How often the same event was tried while the database could not write. */
  tries?: number | undefined;
  /** The number to dial is none: the carrier was not asked to. */
  undialable?: boolean | undefined;
  /** Language last spoken, for an apology when nothing can be looked up. */
  language?: string | undefined;
}

export type Route = '' | '/turn' | '/dial' | '/status';

/** The whole address of a route: SignalWire wants `action` absolute, and the carrier signs what it was given. */
export function link(base: string, route: Route, { undialable, ...rest }: Position): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(rest)) if (value !== undefined) query.set(name, String(value));
  if (undialable) query.set('undialable', '1');
  const search = query.toString();
  return `${base}/channels/twilio/voice${route}${search === '' ? '' : `?${search}`}`;
}

/** Reads an address of ours back; what is not as we write it is left out. */
export function readPosition(query: URLSearchParams): Position {
  const count = (name: string): number | undefined => {
    const value = query.get(name);
    return value !== null && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
  };
  const language = query.get('language');
  return {
    turn: count('turn'),
    wait: count('wait'),
    part: count('part'),
    tries: count('tries'),
    ...(query.get('undialable') === '1' ? { undialable: true } : {}),
    ...(language !== null && /^[A-Za-z0-9-]{2,35}$/.test(language) ? { language } : {}),
  };
}
