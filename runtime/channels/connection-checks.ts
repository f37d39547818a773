import type { Db } from '../../db/client.ts';
import type { ConnectionRow } from '../../db/queries/connections.ts';
import { latestVersion } from '../../db/queries/flows.ts';
import type { FlowDefinition } from '../engine/index.ts';
import type { SecretBox } from '../secret-box.ts';
import type { AnyAdapter } from './adapter.ts';
import { secretsOf } from './connection-secrets.ts';

/** One thing a connection needs, and whether it is so. */
export interface ConnectionCheck {
  check: 'adapter' | 'config' | 'secret' | 'flow' | 'channel' | 'enabled';
  ok: boolean;
  message: string;
}

/** Whether somebody who comes by a connection would reach its flow. Nobody is called for that. */
export function checkConnection(
  { db, adapters, box, at }: { db: Db; adapters: AnyAdapter[]; box: SecretBox; at: number },
  row: ConnectionRow,
): ConnectionCheck[] {
  const adapter = adapters.find(({ id }) => id === row.channel);
  if (!adapter)
    return [{ check: 'adapter', ok: false, message: `There is no channel "${row.channel}" any more.` }];
  const config = adapter.config.safeParse(row.config);
  const hasSecret = secretsOf(box, row, at).length > 0;
  const version = latestVersion(db, row.organisation, row.flow);
  const channels = (version?.definition as FlowDefinition | undefined)?.channels;
  const checks: ConnectionCheck[] = [
    {
      check: 'config',
      ok: config.success,
      message: config.success
        ? 'The settings can be used.'
        : config.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
    },
    {
      check: 'secret',
      ok: hasSecret || !adapter.needsSecret,
      message: hasSecret
        ? 'There is a secret.'
        : adapter.needsSecret
          ? 'Without a secret nobody gets through.'
          : 'None is needed.',
    },
    {
      check: 'flow',
      ok: version !== undefined,
      message: version
        ? `Version ${version.version} of "${row.flow}" answers.`
        : `The flow "${row.flow}" is not published.`,
    },
    {
      check: 'enabled',
      ok: row.enabled,
      message: row.enabled ? 'It is switched on.' : 'It is switched off.',
    },
  ];
  if (channels)
    checks.push({
      check: 'channel',
      ok: channels.includes(adapter.kind),
      message: channels.includes(adapter.kind)
        ? `The flow is drawn for ${adapter.kind}.`
        : `The flow is not drawn for ${adapter.kind}.`,
    });
  return checks;
}
