import { z } from 'zod';

/** Ids of flows and nodes: no dots, because XState reads a dot as a path. */
export const idSchema = z
  .string()
  .max(64)
  .regex(/^[a-z][a-z0-9_-]*$/, 'small letters, digits, - and _, beginning with a letter');
