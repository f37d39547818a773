import type { Db } from '../../../db/client.ts';
import type { Audit } from '../../accounts/audit.ts';
import type { AnyAdapter } from '../../channels/adapter.ts';
import type { Registry } from '../../engine/index.ts';
import type { SecretBox } from '../../secret-box.ts';

/** What the routes by which an installation is set up work with. */
export interface SetupParts {
  db: Db;
  audit: Audit;
  registry: Registry;
  adapters: AnyAdapter[];
  /** Seal the secrets of connections, and those of flows' credentials. */
  connectionBox: SecretBox;
  credentialBox: SecretBox;
  /** Whoever keeps these in memory hears that they changed. */
  calendarChanged: (organisation: string, id: string) => void;
  connectionChanged: (id: string) => void;
  egressChanged: (organisation: string) => void;
  now: () => number;
  newId: () => string;
}
