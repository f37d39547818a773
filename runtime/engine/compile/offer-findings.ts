import { CHANNEL_NAMES, CHANNEL_TRAITS, type ChannelKind, fitsInto } from '../channel-kind.ts';
import type { FlowDefinition } from '../document/flow.ts';
import { chooseText } from '../document/text.ts';
import type { Issue } from '../issue.ts';
import type { ReadNode } from './read-nodes.ts';
import { actionsOf, pathsOf } from './traces-of-config.ts';

/** A label with a template in it is as long as a contact makes it: only words are measured. */
const IS_TEMPLATE = /\{[{%]/;

/**
 * Findings about options that a channel of the flow cannot show to be pressed, in one of its languages: the contact gets
 * them as numbered text there. Channels that never have anything to press (SMS, e-mail) do what they always do.
 */
export function offerFindings(flow: FlowDefinition, nodes: Map<string, ReadNode>): Issue[] {
  const issues: Issue[] = [];
  for (const node of nodes.values()) {
    const offered = actionsOf(node).flatMap((action) =>
      action.type === 'collect' ? [(action.params.choices ?? []).map(({ label }) => label)] : [],
    );
    const labels = offered.find((one) => one.length > 0);
    if (!labels) continue;
    const wordsOn = (language: string, channel: ChannelKind): string[] =>
      labels.map((label) => {
        const words = chooseText(label, language, channel, flow.languages[0] ?? language)?.template ?? '';
        return IS_TEMPLATE.test(words) ? '' : words;
      });
    const [field = 'options'] = pathsOf(node.config).get(labels[0]!) ?? [];
    for (const channel of new Set(flow.channels)) {
      const { limits } = CHANNEL_TRAITS[channel];
      const widest = limits?.list ?? limits?.buttons;
      if (!limits || !widest) continue;
      const ways = [limits.buttons, ...(limits.list ? [limits.list] : [])];
      if (flow.languages.every((language) => ways.some((way) => fitsInto(way, wordsOn(language, channel)))))
        continue;
      issues.push({
        node: node.id,
        code: 'options.as-text',
        severity: 'warning',
        path: ['config', field],
        message: `On ${CHANNEL_NAMES[channel]} these options are shown as numbered text, to be answered by writing: at most ${widest.most} of ${widest.letters} letters each can be pressed there.`,
        values: { channel, most: widest.most, letters: widest.letters },
      });
    }
  }
  return issues;
}
