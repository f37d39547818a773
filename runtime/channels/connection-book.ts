import type { Db } from '../../db/client.ts';
import { byAddress, byId, type ConnectionRow } from '../../db/queries/connections.ts';
import type { Source } from '../contacts/inbound.ts';
import type { SecretBox } from '../secret-box.ts';
import type { AnyAdapter, Connection, Push } from './adapter.ts';
import { secretsOf } from './connection-secrets.ts';

/** A connection that can be used, with its adapter. */
export interface Plugged {
  connection: Connection<never>;
  adapter: AnyAdapter;
  source: Source;
}

/** Connections as the runtime uses them. What is disabled, unreadable or lacks a needed secret is not there: it fails closed. */
export interface ConnectionBook {
  byId(id: string): Plugged | undefined;
  byAddress(channel: string, address: string): Plugged | undefined;
  push(id: string): { connection: Connection<never>; push: Push<never> } | undefined;
  /** Call after a connection was saved or removed. */
  changed(id: string): void;
}

export interface ConnectionBookParts {
  db: Db;
  adapters: AnyAdapter[];
  /** Opens secrets. */
  box: SecretBox;
  now: () => number;
  /** Hears why a stored connection cannot be used. */
  refused: (connection: string, reason: string) => void;
}

/** Reads connections once and keeps them. */
export function connectionBook({ db, adapters, box, now, refused }: ConnectionBookParts): ConnectionBook {
  const adapterOf = new Map(adapters.map((adapter) => [adapter.id, adapter]));
  const kept = new Map<string, Plugged>();
  const ids = new Map<string, string>();
  /** Until when a secret that was replaced still counts. */
  const ends = new Map<string, number>();

  const plug = (row: ConnectionRow | undefined): Plugged | undefined => {
    if (!row || !row.enabled) return undefined;
    const adapter = adapterOf.get(row.channel);
    if (!adapter) return refuse(row, `there is no channel "${row.channel}"`);
    const secrets = secretsOf(box, row, now());
    if (adapter.needsSecret && secrets.length === 0) return refuse(row, 'it has no secret that can be read');
    const config = adapter.config.safeParse(row.config);
    if (!config.success)
      return refuse(
        row,
        config.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '),
      );
    const connection: Connection<never> = {
      id: row.id,
      organisation: row.organisation,
      channel: row.channel,
      name: row.name,
      flow: row.flow,
      config: config.data,
      ...(row.address === null ? {} : { address: row.address }),
      ...(secrets.length > 0 ? { secret: secrets.join(' ') } : {}),
    };
    const { push } = adapter;
    const pushes = adapter.delivery(config.data) === 'push' && push !== undefined;
    const source: Source = {
      id: row.id,
      organisation: row.organisation,
      flow: row.flow,
      kind: adapter.kind,
      pushes: (effect) =>
        pushes && effect.type.startsWith('channel.') && push.request(effect, '', connection, 0) !== undefined,
    };
    const plugged = { connection, adapter, source };
    kept.set(row.id, plugged);
    if (secrets.length > 1) ends.set(row.id, row.formerUntil!);
    return plugged;
  };

  const refuse = (row: ConnectionRow, reason: string): undefined => {
    refused(row.id, reason);
    return undefined;
  };

  const forget = (id: string): void => {
    kept.delete(id);
    ends.delete(id);
  };
  const find = (id: string): Plugged | undefined => {
    if (ends.size > 0 && (ends.get(id) ?? Infinity) <= now()) forget(id);
    return kept.get(id) ?? (canBeStored(id) ? plug(byId(db, id)) : undefined);
  };
  return {
    byId: find,
    byAddress(channel, address) {
      const key = `${channel} ${address}`;
      const known = ids.get(key);
      if (known !== undefined) return find(known);
      const plugged = canBeStored(address) ? plug(byAddress(db, channel, address)) : undefined;
      if (plugged) ids.set(key, plugged.connection.id);
      return plugged;
    },
    push(id) {
      const plugged = find(id);
      return plugged?.adapter.push && { connection: plugged.connection, push: plugged.adapter.push };
    },
    changed(id) {
      forget(id);
      ids.clear();
    },
  };
}

/** Anybody may ask for any name, and the database fails at a zero character. */
const canBeStored = (name: string): boolean => !name.includes('\0');
