import {
  CHANNEL_NAMES,
  CHANNEL_TRAITS,
  type ChannelKind,
  keptIn,
  type NodeContext,
  type NodeIssue,
} from '../../runtime/engine/index.ts';
import { secondsOf } from './duration.ts';
import type { Config } from './index.ts';

/** Longest silence a caller can be expected to sit through. */
const SILENCE_ON_THE_PHONE = 60;

/** Reminders that come out of order or too late, waits that a caller would hear as a dead line. */
export function waitIssues(config: Config, { flow }: NodeContext): NodeIssue[] {
  const spoken = flow.channels.filter((channel) => CHANNEL_TRAITS[channel].spoken);
  return [
    ...reminderIssues(config),
    ...spoken.flatMap((channel) => silenceIssues(config, channel)),
    ...(config.saveTo === undefined ? [] : keptIn('wait.save-type', flow, config.saveTo, ['text'])),
  ];
}

function reminderIssues({ reminders, for: length }: Config): NodeIssue[] {
  const at = { severity: 'error' as const, code: 'wait.reminder' };
  if (!length)
    return reminders.length === 0
      ? []
      : [
          {
            ...at,
            path: ['config', 'reminders'],
            message:
              'Reminders need a length of time to wait: how long it is until a date is not known before.',
          },
        ];
  return reminders.flatMap(({ after }, index): NodeIssue[] => {
    const path = ['config', 'reminders', index, 'after'];
    const before = reminders[index - 1];
    if (secondsOf(after) >= secondsOf(length))
      return [{ ...at, path, message: 'The wait is over before this reminder.' }];
    if (before && secondsOf(after) <= secondsOf(before.after))
      return [{ ...at, path, message: 'A reminder must come later than the one above it.' }];
    return [];
  });
}

/** A reminder breaks the silence. */
function silenceIssues({ reminders, for: length, until }: Config, channel: ChannelKind): NodeIssue[] {
  const issue = (field: string, message: string): NodeIssue => ({
    code: 'wait.silence',
    severity: 'error',
    path: ['config', field],
    message,
    values: { channel },
  });
  if (until)
    return [issue('until', `On ${CHANNEL_NAMES[channel]} the customer would hear silence until then.`)];
  const times = [0, ...reminders.map(({ after }) => secondsOf(after)), length ? secondsOf(length) : 0];
  const longest = Math.max(...times.slice(1).map((time, index) => time - times[index]!));
  if (longest <= SILENCE_ON_THE_PHONE) return [];
  return [
    issue(
      'for',
      `On ${CHANNEL_NAMES[channel]} the customer would hear ${longest} seconds of silence; at most ${SILENCE_ON_THE_PHONE} are possible.`,
    ),
  ];
}
