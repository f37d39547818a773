import type { Db } from '../../../db/client.ts';
import type { OutboxRow } from '../../../db/queries/outbox.ts';
import type { Audit } from '../../accounts/audit.ts';
import type { Rotated } from '../../keys/rotate.ts';

/** What the routes by which sends and deliveries are looked after work with. */
export interface OperationParts {
  db: Db;
  audit: Audit;
  /** Has a connection's channel read a delivery again; false when it cannot. */
  retry: (connection: string, body: string) => Promise<boolean>;
  /** Has rows carried out that nobody carries out yet. */
  takeUp: (rows: OutboxRow[]) => void;
  /** Seals with the present key whatever a former one has sealed. */
  rotateKeys: () => Promise<Rotated>;
  now: () => number;
}
