import { hash, verify } from '@node-rs/argon2';
import { z } from 'zod';
import { commonPasswords } from './common-passwords.ts';

/** Argon2id, whose enum cannot be imported by name, at the cost OWASP recommends: 19 MB and about 20 ms a time. */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), COST);

/** Whether the password is the one; a hash that cannot be read counts as no. */
export const verifyPassword = (kept: string, password: string): Promise<boolean> =>
  verify(kept, password.normalize('NFKC')).catch(() => false);

/** A password somebody wants to use from now on. */
export const newPasswordSchema = z
  .string()
  .min(8, 'at least 8 characters')
  .max(200, 'at most 200 characters')
  .refine((password) => !isCommon(password), 'one of the passwords everybody tries first');

const isCommon = (password: string): boolean => commonPasswords.has(password.toLowerCase());
