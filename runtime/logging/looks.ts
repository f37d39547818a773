import ipaddr from 'ipaddr.js';
import { MASKED } from '../engine/index.ts';

/** Behind these stands something that proves who asks; what stands before it tells a reader what was there. */
const BEHIND: readonly RegExp[] = [
  /\b((?:Bearer|Basic|Digest)\s+)[\w~+/=.-]{4,}/gi,
  /((?:^|[?&#;\s"'{,])"?[\w-]*(?:token|secret|passwor[dt]|passphrase|api[-_]?key|signature|cookie|code|state|otp)"?\s*[=:]\s*"?)[^\s"'&;,}]{4,}/gi,
  /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@]+(?=@)/gi,
];

/** Texts that are secrets by their own shape: our tokens, those of webhooks and of identity providers, keys in files. */
const WHOLE: readonly RegExp[] = [
  /-----BEGIN [A-Z ]+-----[^]*?(?:-----END [A-Z ]+-----|$)/g,
  /\b(?:pb|whsec|sk|pk|ghp|xox[abp])_[\w+/=-]{12,}/g,
  /\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g,
  /\bv1\.[\w-]{16,}\.[\w-]{16,}/g,
];

/** As long as our own tokens, and drawn from their letters. */
const RANDOM = /(?<![\w-])[\w-]{40,}(?![\w-])/g;
const IP =
  /(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{0,4}(?::[\da-f]{0,4}){2,7}(?:\d{1,3}(?:\.\d{1,3}){3})?)(?![\w:]|\.\d)/gi;

/** Without what looks like a secret, whoever knows it. */
export function withoutSecrets(text: string): string {
  let left = text;
  for (const pattern of WHOLE) left = left.replaceAll(pattern, MASKED);
  for (const pattern of BEHIND) left = left.replaceAll(pattern, `$1${MASKED}`);
  return left.replaceAll(RANDOM, (found) => (isMixed(found) ? MASKED : found));
}

/** Without the addresses people come from; those of this machine and of networks of its own tell of nobody. */
export const withoutNetworkAddresses = (text: string): string =>
  text.replaceAll(IP, (found) =>
    ipaddr.isValid(found) && ipaddr.process(found).range() === 'unicast' ? MASKED : found,
  );

/** Hashes and ids have letters of one size. */
const isMixed = (text: string): boolean => /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text);
