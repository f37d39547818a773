/** Where the chat's server is, by the address the script came from. */
export interface Server {
  /** Tells one chat from another in the browser's memory. */
  name: string;
  socket: string;
  look(language: string): Promise<Look | undefined>;
  /** A token for a new visitor. */
  visitor(language: string): Promise<{ token: string } | Turned>;
}

/** How the chat should look. */
export interface Look {
  title?: string;
  color?: string;
}

/** The server said no. `never`: not on this page, or not any more. */
export interface Turned {
  never: boolean;
  retryAfterSeconds?: number;
}

/** @param script address of the widget's own script */
export function serverAt(script: string, channel: string): Server {
  const base = new URL(`channels/chat/${encodeURIComponent(channel)}/`, new URL('.', script));
  const socket = new URL('socket', base);
  socket.protocol = socket.protocol === 'https:' ? 'wss:' : 'ws:';
  return {
    name: `patchbay-chat:${base.href}`,
    socket: socket.href,
    async look(language) {
      const address = new URL('look', base);
      address.searchParams.set('language', language);
      const response = await fetch(address, { credentials: 'omit' });
      if (response.status === 403 || response.status === 404) return undefined;
      return response.ok ? ((await response.json()) as Look) : {};
    },
    async visitor(language) {
      const response = await fetch(new URL('visitors', base), {
        method: 'POST',
        credentials: 'omit',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ language }),
      });
      if (response.ok) return (await response.json()) as { token: string };
      const seconds = Number(response.headers.get('Retry-After'));
      return {
        never: response.status === 403 || response.status === 404,
        ...(seconds > 0 ? { retryAfterSeconds: seconds } : {}),
      };
    },
  };
}
