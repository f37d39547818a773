import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import type { ObserveGroup } from '../../db/writer.ts';
import type { StoryEntry } from '../contacts/inbound.ts';
import type { Step } from '../engine/index.ts';
import { backlog, type BacklogParts } from './backlog.ts';
import { tally } from './tally.ts';
import { atMost } from './at-most.ts';

/** What is counted while work is done. Labels are words of the product, never anybody's name, number or text. */
export interface Metrics {
  /** After a step is on the disk. */
  stepped(channel: string, entry: StoryEntry, done: Step): void;
  /** From what happened until its step was on the disk, ms. */
  took(ms: number): void;
  group: ObserveGroup;
  /** A call to somewhere else: for a flow, or to the provider of a channel. */
  called(whom: 'service' | 'provider', outcome: string): void;
  scriptRan(outcome: string): void;
  signInRefused(): void;
  limitMet(limit: string): void;
  /** Has what only the database knows read at each scrape. */
  watch(parts: BacklogParts): void;
  /** Everything, in the text format of Prometheus. */
  text(): Promise<{ text: string; type: string }>;
}

/** Reasons are words designers choose: more of them than this are told together. */
const MOST_REASONS = 100;
const STEP_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
const GROUP_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1];
const GROUP_UNITS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];

/** The figures of one runtime. */
export function metrics(): Metrics {
  const register = new Registry();
  const registers = [register];
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Counter({ name: `patchbay_${name}`, help, labelNames, registers });
  const histogram = (name: string, help: string, buckets: number[]) =>
    new Histogram({ name: `patchbay_${name}`, help, buckets, registers });

  const opened = counter('contacts_opened_total', 'Contacts that began', ['channel']);
  const ended = counter('contacts_ended_total', 'Contacts that are over', ['channel', 'reason']);
  const steps = tally(registers, 'steps_total', 'Steps of contacts on the disk', ['channel', 'status']);
  const stepSeconds = histogram('step_seconds', 'From an event until its step is on the disk', STEP_SECONDS);
  const inputs = tally(registers, 'inputs_total', 'What customers gave', ['channel', 'kind']);
  const groupUnits = histogram('commit_group_units', 'Units that shared a transaction', GROUP_UNITS);
  const groupSeconds = histogram('commit_group_seconds', 'Time a transaction took', GROUP_SECONDS);
  const calls = counter('calls_total', 'Calls to services of flows and providers of channels', [
    'whom',
    'outcome',
  ]);
  const scripts = counter('scripts_total', "Runs of designers' code", ['outcome']);
  const refusals = counter('sign_ins_refused_total', 'Sign-ins with something wrong');
  const limits = counter('limits_met_total', 'Refusals because of too many', ['limit']);
  const reasonOf = atMost(MOST_REASONS);
  let begun = false;

  return {
    stepped(channel, entry, { status, failure, snapshot }) {
      steps(channel, failure ? 'failed' : status);
      if (entry.seq === 1) opened.inc({ channel });
      if (entry.input) inputs(channel, entry.input.kind);
      if (snapshot.ended) ended.inc({ channel, reason: reasonOf(snapshot.ended.reason) });
    },
    took: (ms) => stepSeconds.observe(ms / 1000),
    group(units, ms) {
      groupUnits.observe(units);
      groupSeconds.observe(ms / 1000);
    },
    called: (whom, outcome) => calls.inc({ whom, outcome }),
    scriptRan: (outcome) => scripts.inc({ outcome }),
    signInRefused: () => refusals.inc(),
    limitMet: (limit) => limits.inc({ limit }),
    watch: (parts) => backlog(parts, registers),
    async text() {
      // With the first scrape, so that who never asks does not pay for it.
      if (!begun) collectDefaultMetrics({ register });
      begun = true;
      return { text: await register.metrics(), type: register.contentType };
    },
  };
}
