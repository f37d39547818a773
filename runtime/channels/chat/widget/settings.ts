/** What the page says about its chat, as attributes of the script element. */
export interface Settings {
  /** Address of the script: the server is where it came from. */
  script: string;
  channel: string;
  /** Language the chat begins in. */
  language: string;
  /** Whether the window is open from the start. */
  open: boolean;
  /** Element to live in, instead of a corner of the page. */
  target: string | undefined;
  theme: 'light' | 'dark' | undefined;
}

/** @param script the element that loaded the widget */
export function settingsOf(script: HTMLScriptElement): Settings {
  const { channel, language, open, target, theme } = script.dataset;
  return {
    script: script.src,
    channel: channel || 'web',
    language: language || document.documentElement.lang || navigator.language || 'en',
    open: open !== undefined && open !== 'false',
    target: target || undefined,
    theme: theme === 'light' || theme === 'dark' ? theme : undefined,
  };
}
