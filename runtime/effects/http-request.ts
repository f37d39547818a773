import type { AllowedHost } from '../egress/allow-list.ts';
import type { Answer } from '../egress/answer.ts';
import type { GuardedCall } from '../egress/guarded-call.ts';
import { redacted } from '../egress/redact.ts';
import type { HttpRequest } from '../engine/index.ts';

/** Redirects that are followed where nothing is changed by asking again. */
const REDIRECTS = 3;

/** What the flows of one organisation may reach, and by what proof. */
export interface Reach {
  allowed: readonly AllowedHost[];
  /** Secret headers of a credential for a host. Throws `EgressRefused`. */
  headers: (credential: string, url: URL) => { [name: string]: string };
}

/**
 * Makes a flow's request once, through the guard. `id` tells the other side a repeat, where it matters.
 * The answer never holds the credential, even if the other side echoes it.
 */
export async function makeRequest(
  call: GuardedCall,
  { allowed, headers: proof }: Reach,
  { method, url, headers, body, credential }: HttpRequest,
  { id, timeoutMs }: { id: string; timeoutMs: number },
): Promise<Answer> {
  const unsafe = method === 'POST' || method === 'PATCH';
  const shown: string[] = [];
  const proving = (name: string) => (to: URL) => {
    const secret = proof(name, to);
    shown.push(...Object.values(secret));
    return secret;
  };
  const answer = await call(
    {
      method,
      url,
      headers: { ...(unsafe ? { 'idempotency-key': id } : {}), ...headers },
      timeoutMs,
      redirects: method === 'GET' || method === 'HEAD' ? REDIRECTS : 0,
      ...(body === undefined ? {} : { body }),
      ...(credential === undefined ? {} : { credential: proving(credential) }),
    },
    allowed,
  );
  return redacted(answer, shown);
}
