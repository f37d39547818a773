import { randomInt } from 'node:crypto';
import type { Db } from '../db/client.ts';
import { readContact } from '../db/queries/contacts.ts';
import { hasOptedOut } from '../db/queries/privacy.ts';
import type { Statement, Writer } from '../db/writer.ts';
import type { ConnectionBook } from './channels/connection-book.ts';
import type { Outcome, Outcomes } from './contacts/outcomes.ts';
import { effectIn } from './contacts/sealed-effect.ts';
import type { Seals } from './contacts/twins-text.ts';
import { carrierOf, realWorld } from './effects/carrier.ts';
import { dispatch, type Dispatch } from './effects/dispatch.ts';
import { httpCarrier } from './effects/http-carrier.ts';
import { respectful } from './effects/opt-out.ts';
import { type CallProvider, providerClient } from './effects/provider-client.ts';
import { pushCarrier } from './effects/push-carrier.ts';
import { scriptCarrier } from './effects/script-carrier.ts';
import type { EgressBook } from './egress/egress-book.ts';
import type { GuardedCall } from './egress/guarded-call.ts';
import type { Effect } from './engine/index.ts';
import { countedCalls } from './metrics/counted.ts';
import type { Metrics } from './metrics/metrics.ts';
import type { Sandbox } from './sandbox/sandbox.ts';

export interface OutboundParts {
  db: Db;
  writer: Writer;
  connections: ConnectionBook;
  /** Opens what is sensitive in a stored effect. */
  seals: Seals;
  /** Asked for only when something is to be told: whoever steps contacts needs to know first what is carried. */
  outcomes(): Outcomes;
  /** Reaches the providers of channels, in place of the real client. */
  call: CallProvider | undefined;
  /** The way out. */
  guarded: GuardedCall;
  metrics: Metrics;
  egress: EgressBook;
  sandbox: Sandbox;
  /** Whether an organisation's admin has turned designers' code on. */
  codeAllowed(organisation: string): boolean;
  now(): number;
  failed(error: unknown): void;
}

/** Everything that is done after the commit, put together. */
export interface Outbound {
  /** Whether an effect of this connection's contacts is carried out after the commit. */
  carried(effect: Effect, connection: string): boolean;
  dispatch: Dispatch;
}

export function outbound(parts: OutboundParts): Outbound {
  const { db, writer, connections } = parts;
  const now = () => parts.now();
  const chance = () => randomInt(1000) / 1000;

  async function report(
    contact: string,
    effect: string,
    outcome: Outcome,
    beside: Statement[] = [],
  ): Promise<void> {
    const receipt = await parts.outcomes().tell(contact, effect, outcome, { beside });
    if (!receipt && beside.length > 0) await writer.commit({ statements: beside });
  }

  const world = realWorld({
    push: respectful(
      pushCarrier({
        writer,
        call: parts.call ?? providerClient(countedCalls(parts.guarded, 'provider', parts.metrics)),
        pushes: (effect, connection) => connections.byId(connection)?.source.pushes(effect) ?? false,
        push: (connection) => connections.push(connection),
        report,
        now,
        chance,
      }),
      {
        writer,
        optedOut(contact, connection) {
          const kind = connections.byId(connection)?.source.kind;
          return kind !== undefined && hasOptedOut(db, contact, kind);
        },
        report,
        now,
      },
    ),
    http: httpCarrier({
      writer,
      call: countedCalls(parts.guarded, 'service', parts.metrics),
      reach(contact) {
        const organisation = readContact(db, contact)?.organisation;
        if (organisation === undefined) return undefined;
        return {
          allowed: parts.egress.allowed(organisation),
          headers: (credential, url) => parts.egress.headers(organisation, credential, url),
        };
      },
      report,
      now,
      chance,
    }),
    script: scriptCarrier({
      sandbox: parts.sandbox,
      allowed(contact) {
        const organisation = readContact(db, contact)?.organisation;
        return organisation !== undefined && parts.codeAllowed(organisation);
      },
      report,
      now,
    }),
  });

  return {
    carried: (effect, connection) => carrierOf(world, effect)?.takes(effect, connection) ?? false,
    dispatch: dispatch({
      db,
      world,
      effectOf: (row) => effectIn(row, parts.seals),
      addressOf: (contact) => readContact(db, contact)?.address ?? '',
      now,
      chance,
      failed: (error) => parts.failed(error),
    }),
  };
}
