import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { keyFor } from './installation-secret.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A secret as it is stored: AES-256-GCM, and the id of the key that opens it. */
export interface Sealed {
  secret: string;
  keyId: string;
}

/** The seal is broken, or its key is not among ours. Says nothing of what was inside. */
export class SealBroken extends Error {
  readonly code = 'secret.seal-broken';
}

/**
 * Seals secrets with a key derived from the installation's secret, and opens what that or an earlier one has sealed.
 * `belonging` says what a secret belongs to; it is part of the seal, so a row copied to another place does not open there.
 */
export interface SecretBox {
  /** Id of the key that seals now. */
  keyId: string;
  seal(plain: string, belonging: readonly string[]): Sealed;
  /** Throws `SealBroken`. */
  open(sealed: Sealed, belonging: readonly string[]): string;
}

/**
 * @param secret the installation's secret
 * @param earlier secrets of before, which still open but no longer seal
 * @param heard is told every text that is sealed or opened: it must not be read anywhere else
 */
export function secretBox(
  secret: string,
  purpose: string,
  earlier: readonly string[] = [],
  heard: (plain: string) => void = () => undefined,
): SecretBox {
  const keys = new Map(
    [secret, ...earlier].map((one) => keyFor(one, purpose)).map((key) => [idOf(key), key]),
  );
  const [[keyId, current]] = [...keys] as [[string, Uint8Array]];
  return {
    keyId,
    seal(plain, belonging) {
      heard(plain);
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', current, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(boundTo(belonging));
      const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return { secret: Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url'), keyId };
    },
    open(sealed, belonging) {
      const key = keys.get(sealed.keyId);
      if (!key) throw new SealBroken('The key of this secret is not known here.');
      const bytes = Buffer.from(sealed.secret, 'base64url');
      try {
        const nonce = bytes.subarray(0, NONCE_BYTES);
        const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
        decipher.setAAD(boundTo(belonging));
        decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
        const rest = bytes.subarray(NONCE_BYTES + TAG_BYTES);
        const plain = Buffer.concat([decipher.update(rest), decipher.final()]).toString('utf8');
        heard(plain);
        return plain;
      } catch {
        throw new SealBroken('This secret was changed, or belongs somewhere else.');
      }
    },
  };
}

/** JSON keeps the parts apart: ["ab", "c"] is not ["a", "bc"]. */
const boundTo = (belonging: readonly string[]): Buffer => Buffer.from(JSON.stringify(belonging));

const idOf = (key: Uint8Array): string => createHash('sha256').update(key).digest('hex').slice(0, 12);
