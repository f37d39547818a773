import type { ChannelKind, TranscriptLine, Value } from '../../runtime/engine/index.ts';
import type { Returned } from './called-flow.ts';
import type { Scenario } from './scenario.ts';

/**
 * Plays the transcript of a node's example: opens the contact, then does line by line.
 * `takes` are exits of the node. Calendars named before anything else are set before the contact comes.
 */
export function play(
  contact: Scenario,
  node: string,
  lines: TranscriptLine[],
  channel: ChannelKind = 'chat',
): Scenario {
  let returned = 0;
  const begun = lines.findIndex((line) => !('calendar' in line));
  for (const line of lines.slice(0, begun)) playLine(contact, node, line);
  contact.opens(channel);
  for (const line of lines.slice(begun)) {
    if ('returns' in line) {
      const told = `the called flow returns ${line.returns.outcome}`;
      contact.happens({ type: 'input.received', input: { kind: 'choice', value: String(returned) } }, told);
      returned += 1;
    } else playLine(contact, node, line);
  }
  return contact;
}

/** What called flows give back in the course of a transcript. */
export const returnsIn = (lines: TranscriptLine[]): Returned[] =>
  lines.flatMap((line) =>
    'returns' in line
      ? [{ outcome: line.returns.outcome, outputs: (line.returns.outputs ?? {}) as Returned['outputs'] }]
      : [],
  );

function playLine(contact: Scenario, node: string, line: TranscriptLine): void {
  if ('hears' in line) contact.hears(line.hears);
  else if ('presses' in line) contact.presses(line.presses);
  else if ('says' in line) contact.says(line.says);
  else if ('chooses' in line) contact.chooses(line.chooses);
  else if ('silent' in line) contact.staysSilent();
  else if ('waits' in line) contact.waits(line.waits);
  else if ('leaves' in line) contact.leaves();
  else if ('takes' in line) contact.took(node, line.takes);
  else if ('ends' in line) contact.ends(line.ends);
  else if ('goesTo' in line) contact.isInFlow(line.goesTo);
  else if ('calendar' in line)
    for (const [id, status] of Object.entries(line.calendar)) contact.calendar(id, status);
  else if ('effect' in line) {
    if (line.effect === 'failed') contact.effectFails();
    else contact.effectSucceeds(line.result as { [name: string]: Value } | undefined);
  } else throw new Error(`The kit cannot play the line ${JSON.stringify(line)}.`);
}
