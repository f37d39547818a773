import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** What a provider says of somebody. */
export interface Claims {
  sub: string;
  email: string;
  name?: string;
  email_verified?: boolean;
}

/** A real OpenID provider of another process. */
export interface IdentityProvider {
  issuer: string;
  clientId: string;
  secret: string;
  /** Who signs in from now on. */
  become(claims: Claims): Promise<void>;
  /** Walks there as a browser would; gives the address it sends the browser back to. */
  walk(url: string, until: string): Promise<string>;
}

/** @param redirectUris where it may send browsers back to */
export async function identityProvider(redirectUris: string[]): Promise<IdentityProvider> {
  const program = join(import.meta.dirname, 'identity-provider.program.js');
  const child = fork(program, [JSON.stringify(redirectUris)], { silent: true });
  onTestFinished(() => void child.kill());
  const [{ issuer }] = (await once(child, 'message')) as [{ issuer: string }];
  return {
    issuer,
    clientId: 'patchbay',
    secret: 'a secret between the two',
    async become(claims) {
      child.send(claims);
      await once(child, 'message');
    },
    async walk(url, until) {
      const jar = new Map<string, string>();
      for (let at = url; ;) {
        if (at.startsWith(until)) return at;
        const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
        const answer = await fetch(at, { redirect: 'manual', headers: { cookie } });
        for (const line of answer.headers.getSetCookie()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
          jar.set(name, value);
        }
        const next = answer.headers.get('location');
        if (next === null) throw new Error(`${answer.status} at ${at}: ${await answer.text()}`);
        at = new URL(next, at).href;
      }
    },
  };
}
