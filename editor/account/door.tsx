import { Refused } from '../api.ts';
import { Failed, Waiting } from '../loaded.tsx';
import { SignIn } from './sign-in.tsx';

/** What there is to see for whoever is not known, or not known yet. */
export function Door({ who, again }: { who: object | undefined; again: () => void }) {
  if (!who) return <Waiting />;
  const error = 'error' in who ? who.error : undefined;
  const nobody = error instanceof Refused && error.code === 'access.sign-in';
  return nobody ? <SignIn onDone={again} /> : <Failed error={error} again={again} />;
}
