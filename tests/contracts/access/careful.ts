import { codeOf } from '../../kit/authenticator.ts';
import { done, invited, PASSWORD, type Person } from '../../kit/people.ts';
import type { Started } from '../../kit/started.ts';
import type { Asker } from './cast.ts';
import type { Fit } from './fitting.ts';

export const askerOf = (one: Person): Asker => ({
  name: 'somebody',
  principal: undefined,
  ask: (method, path, body) => one.send(method as 'POST', path, body),
});

/** Somebody who has a second factor, and what its routes are asked with. */
export async function carefulPerson({ ask }: Started, admin: Person, organisation: string) {
  const one = await invited(ask, admin, 'viewer', `careful-${organisation}`);
  const asker = askerOf(one);
  const { id } = (await (await one.get('/api/me')).json()) as { id: string };
  let uri = '';
  const email = `careful-${organisation}@example.com`;
  // A session of the beginning may be over by now.
  const signIn = () => done(one.send('POST', '/api/auth/sign-in', { email, password: PASSWORD }));
  const hears = async (begun: Response) => {
    ({ uri } = (await begun.clone().json()) as { uri: string });
  };
  return {
    id,
    async begins(): Promise<Fit> {
      await signIn();
      return { asker, body: { password: PASSWORD }, hears };
    },
    confirms: (): Fit => ({ asker, body: { code: codeOf(uri) } }),
    /** Signs in anew, as far as the second step. */
    async comesBack(): Promise<Fit> {
      await signIn();
      return { asker, body: { code: codeOf(uri), backup: false } };
    },
    async removes(): Promise<Fit> {
      await signIn();
      await hears(await done(one.send('POST', '/api/me/second-factor', { password: PASSWORD })));
      await done(one.send('POST', '/api/me/second-factor/confirm', { code: codeOf(uri) }));
      return { asker, body: { password: PASSWORD } };
    },
  };
}
