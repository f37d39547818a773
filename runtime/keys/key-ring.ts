import { keyFor } from '../installation-secret.ts';
import { type SecretBox, secretBox } from '../secret-box.ts';

/** Everything that seals with keys made of the installation's secret. */
export interface KeyRing {
  connections: SecretBox;
  credentials: SecretBox;
  /** Secrets we prove ourselves with to identity providers. */
  providers: SecretBox;
  /** What customers gave in confidence. */
  contacts: SecretBox;
  /** What signs cookies and encrypts second factors: the present one first. */
  accounts: readonly [present: string, ...earlier: string[]];
}

/**
 * @param secret the installation's
 * @param earlier those of before: they still open, and seal no more
 * @param heard is told secrets as they are sealed and opened; what customers say is not among them
 */
export function keyRing(
  secret: string,
  earlier: readonly string[] = [],
  heard?: (plain: string) => void,
): KeyRing {
  const accountsKey = (one: string): string => Buffer.from(keyFor(one, 'accounts')).toString('hex');
  return {
    connections: secretBox(secret, 'connections', earlier, heard),
    credentials: secretBox(secret, 'credentials', earlier, heard),
    providers: secretBox(secret, 'identity providers', earlier, heard),
    contacts: secretBox(secret, 'contacts', earlier),
    accounts: [accountsKey(secret), ...earlier.map(accountsKey)],
  };
}
