// A real OpenID provider in a process of its own. Its parent says by message who signs in next, and what is said of them.
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

let claims = {};
process.on('message', (said) => {
  claims = said;
  process.send({ taken: true });
});
process.on('disconnect', () => process.exit(0));

const server = createServer((request, response) => handle(request, response));
let handle = () => {};
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'patchbay',
        client_secret: 'a secret between the two',
        redirect_uris: JSON.parse(process.argv[2]),
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['only for tests'] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ ...claims, sub: id }) }),
  });
  const answer = provider.callback();
  handle = async (request, response) => {
    if (!request.url.startsWith('/interaction/')) return answer(request, response);
    const { prompt, params, session } = await provider.interactionDetails(request, response);
    if (prompt.name === 'login')
      return provider.interactionFinished(request, response, { login: { accountId: claims.sub } });
    const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
    grant.addOIDCScope('openid email profile');
    return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
  };
  process.send({ issuer });
});
