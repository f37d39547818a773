import { createLocalJWKSet, jwtVerify } from 'jose';
import { z } from 'zod';
import type { SingleSignOnRow } from '../../db/queries/organisations.ts';
import type { AllowedHost } from '../egress/allow-list.ts';
import type { GuardedCall } from '../egress/guarded-call.ts';

/** An identity provider that cannot be used; `detail` says what would be right. */
export class ProviderProblem extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const TIMEOUT = 10_000;

const documentSchema = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
});
const tokensSchema = z.object({ id_token: z.string(), access_token: z.string().optional() });
const keysSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });
const claimsSchema = z.object({
  sub: z.string().min(1),
  email: z.email(),
  email_verified: z.union([z.boolean(), z.enum(['true', 'false'])]).optional(),
  name: z.string().optional(),
});

export type Claims = z.infer<typeof claimsSchema>;

/** What an organisation's admin has set, with the secret opened. */
export type ProviderSettings = Pick<SingleSignOnRow, 'issuer' | 'clientId' | 'insideNetwork'> & {
  secret: string;
};

/** An OpenID provider whose addresses are known. */
export interface Provider {
  authorizationUrl: string;
  tokenUrl: string;
  /** Changes a code for the identity token. */
  exchange(given: { code: string; redirectURI: string; codeVerifier?: string | undefined }): Promise<string>;
  /** Who an identity token is about; undefined when it is forged, old, or meant for somebody else. */
  claims(identityToken: string): Promise<Claims | undefined>;
}

/**
 * Reads a provider's own description. Every call goes through the guarded client: an admin of one organisation must not
 * be able to look around in the network this runs in. Throws `ProviderProblem`.
 */
export async function discover(settings: ProviderSettings, call: GuardedCall): Promise<Provider> {
  const issuer = settings.issuer.replace(/\/$/, '');
  const ask = asker(settings, call);
  const found = documentSchema.safeParse(await ask(`${issuer}/.well-known/openid-configuration`));
  if (!found.success)
    throw new ProviderProblem('sso.not-openid', `${issuer} does not describe an OpenID provider.`);
  const document = found.data;
  if (document.issuer.replace(/\/$/, '') !== issuer)
    throw new ProviderProblem('sso.other-issuer', `It calls itself ${document.issuer}: use that address.`);
  return {
    authorizationUrl: document.authorization_endpoint,
    tokenUrl: document.token_endpoint,
    async exchange({ code, redirectURI, codeVerifier }) {
      const answer = await ask(document.token_endpoint, {
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectURI,
        ...(codeVerifier === undefined ? {} : { code_verifier: codeVerifier }),
      });
      return tokensSchema.parse(answer).id_token;
    },
    async claims(identityToken) {
      const keys = keysSchema.safeParse(await ask(document.jwks_uri));
      if (!keys.success) return undefined;
      try {
        const { payload } = await jwtVerify(identityToken, createLocalJWKSet(keys.data), {
          issuer: document.issuer,
          audience: settings.clientId,
          clockTolerance: 60,
        });
        return claimsSchema.safeParse(payload).data;
      } catch {
        return undefined;
      }
    },
  };
}

function asker({ insideNetwork, clientId, secret }: ProviderSettings, call: GuardedCall) {
  return async (address: string, form?: { [name: string]: string }): Promise<unknown> => {
    const proof = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(secret)}`).toString(
      'base64',
    );
    const answer = await call(
      {
        method: form ? 'POST' : 'GET',
        url: address,
        headers: {
          accept: 'application/json',
          ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
        },
        timeoutMs: TIMEOUT,
        ...(form
          ? {
              body: new URLSearchParams(form).toString(),
              credential: () => ({ authorization: `Basic ${proof}` }),
            }
          : {}),
      },
      [hostOf(address, insideNetwork)],
    );
    if ('error' in answer) throw new ProviderProblem('sso.unreachable', `${address}: ${answer.message}`);
    if (answer.status !== 200)
      throw new ProviderProblem('sso.refused', `${new URL(address).origin} answered with ${answer.status}.`);
    try {
      return JSON.parse(answer.body) as unknown;
    } catch {
      throw new ProviderProblem('sso.not-openid', `${address} does not answer with JSON.`);
    }
  };
}

function hostOf(address: string, insideNetwork: boolean): AllowedHost {
  if (!URL.canParse(address)) throw new ProviderProblem('sso.not-an-address', 'This is not a web address.');
  const { hostname, port } = new URL(address);
  return {
    host: hostname,
    ports: port === '' ? [] : [Number(port)],
    plainHttp: insideNetwork,
    insideNetwork,
  };
}
