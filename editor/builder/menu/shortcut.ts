/** What of a key stroke counts. */
interface Stroke {
  key: string;
  /** Where the key is: letters are found by it on keyboards that write another script. */
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

const isMac = (): boolean => /Mac|iPad|iPhone/.test(navigator.platform);

/** Whether a stroke is a shortcut, such as `Mod+Shift+Z`; `Mod` is Ctrl, or Cmd on a Mac. */
export function isStroke(stroke: Stroke, shortcut: string, mac = isMac()): boolean {
  const parts = shortcut.split('+');
  const key = parts.pop() ?? '';
  const has = (name: string) => parts.includes(name);
  const mod = mac ? stroke.metaKey : stroke.ctrlKey;
  const other = mac ? stroke.ctrlKey : stroke.metaKey;
  // A sign may need Shift on one keyboard and not on another.
  const isSign = /^[^a-z0-9]$/i.test(key);
  return (
    mod === has('Mod') &&
    !other &&
    stroke.altKey === has('Alt') &&
    (isSign || stroke.shiftKey === has('Shift')) &&
    (stroke.key.toLowerCase() === key.toLowerCase() ||
      stroke.code === `Key${key}` ||
      stroke.code === `Digit${key}`)
  );
}

const SIGNS: { [key: string]: string } = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Delete: 'Del',
  Escape: 'Esc',
};

/** A shortcut as keyboards have it written on them. */
export function written(shortcut: string, mac = isMac()): string {
  const modifiers: { [name: string]: string } = mac ? { Mod: '⌘', Shift: '⇧', Alt: '⌥' } : { Mod: 'Ctrl' };
  return shortcut
    .split('+')
    .map((part) => modifiers[part] ?? SIGNS[part] ?? part)
    .join(mac ? '' : '+');
}
