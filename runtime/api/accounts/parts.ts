import type { Context } from 'hono';
import type { Db } from '../../../db/client.ts';
import type { Writer } from '../../../db/writer.ts';
import type { Accounts } from '../../accounts/accounts.ts';

/** What the routes about accounts work with. */
export interface AccountRouteParts {
  db: Db;
  writer: Writer;
  accounts: Accounts;
  now: () => number;
  newId: () => string;
  /** Where browsers find us, as far as the settings tell; without a trailing slash. */
  url: string;
  /** The same, if it is set. */
  publicUrl: string | undefined;
  /** Whether letters can be sent. */
  mail: boolean;
}

/** A link for a person: at the address that is set, else at the one the admin who asks for it uses. */
export const linkTo = (c: Context, { publicUrl }: AccountRouteParts, path: string): string =>
  `${publicUrl ?? new URL(c.req.url).origin}${path}`;
