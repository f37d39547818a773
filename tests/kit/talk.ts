import type { Page } from 'playwright-core';
import { HTTP_SECRET } from './conversations.ts';

/** What an admin's page asks the API for, as that page. */
export async function asked<Body>(page: Page, method: string, path: string, body?: unknown): Promise<Body> {
  const { status, text } = await page.evaluate(
    async ([how, where, what]) => {
      const given = what === '' ? {} : { headers: { 'content-type': 'application/json' }, body: what };
      const answer = await fetch(`/api${where}`, { method: how, ...given });
      return { status: answer.status, text: await answer.text() };
    },
    [method, path, body === undefined ? '' : JSON.stringify(body)] as const,
  );
  if (status >= 400) throw new Error(`${method} ${path} gave ${status}: ${text}`);
  return JSON.parse(text === '' ? 'null' : text) as Body;
}

/** What is said in a conversation over HTTP. */
export interface Said {
  text?: string;
  from?: string;
  name?: string;
  left?: true;
}

/** A way in over HTTP to a flow of a running server; gives how to say something by it. */
export async function talk(page: Page, url: string, flow: string) {
  const { id } = await asked<{ id: string }>(page, 'POST', '/connections', {
    channel: 'http',
    name: `HTTP to ${flow}`,
    flow,
    config: { mode: 'answer' },
    secret: HTTP_SECRET,
  });
  let sent = 0;
  return {
    connection: id,
    async say(conversation: string, said: Said): Promise<{ contact: string }> {
      const answer = await fetch(`${url}/channels/http/${id}/messages`, {
        method: 'POST',
        headers: { authorization: `Bearer ${HTTP_SECRET}`, 'content-type': 'application/json' },
        body: JSON.stringify({ id: `m${(sent += 1)}`, conversation, ...said }),
      });
      if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
      return (await answer.json()) as { contact: string };
    },
  };
}
