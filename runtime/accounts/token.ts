import { createHash, randomBytes } from 'node:crypto';

/** 256 bits of chance, as text for a link or a header. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What is kept of a token. Tokens are random, so one round of SHA-256 cannot be guessed back. */
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex');
