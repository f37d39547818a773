/** Names under which the shared document keeps what is no member of the flow; members that begin alike get another #. */
export const LIST = '#list';
export const PLACE = '#place';
export const ORDER = '#order';

export const keyOf = (name: string): string => (name.startsWith('#') ? `#${name}` : name);

/** The member a key stands for; undefined for our own. */
export const nameOf = (key: string): string | undefined =>
  key.startsWith('##') ? key.slice(1) : key.startsWith('#') ? undefined : key;
