import type {
  ChannelKind,
  FlowDefinition,
  InterfaceLanguage,
  Registry,
  Texts,
} from '../../../runtime/engine/index.ts';
import { formOf } from '../inspector/form.ts';
import { leavesOf, type Path } from '../inspector/walk.ts';
import { variantsOf, wordingOf } from './wording.ts';

/** One row for translators: a text at one place of the flow, for all channels or for one. */
export interface TextRow {
  /** The same as long as the place is: what files of translators refer to. */
  id: string;
  /** Where the texts stand, in the flow. */
  path: Path;
  channel?: ChannelKind;
  /** Id of the node, where it is in one. */
  node?: string;
  /** Where it stands, in words: the node, and the title of the field. */
  title: string;
  field: string;
  /** What is written, by language; nothing where nothing is. */
  words: { [language: string]: string };
}

/** Everything a flow says, in the order of its drawing; where nothing is said in any language, there is no row. */
export function textsOf(flow: FlowDefinition, registry: Registry, words: InterfaceLanguage): TextRow[] {
  const inNodes = Object.entries(flow.nodes).flatMap(([id, { type, name, config }]) => {
    const known = registry(type);
    if (!known) return [];
    return [...leavesOf(formOf(known), config)]
      .filter(({ form }) => form.kind === 'texts')
      .flatMap(({ value, path }) => {
        const dotted = path.filter((key) => typeof key !== 'number').join('.');
        const title = known.words[words].fields[dotted]?.title ?? dotted;
        const place = path.findLast((key) => typeof key === 'number');
        const field = typeof place === 'number' ? `${title} ${place + 1}` : title;
        return rowsOf(flow, ['nodes', id, 'config', ...path], value as Texts).map((row): TextRow => ({
          ...row,
          node: id,
          title: name || id,
          field,
        }));
      });
  });
  const apology = rowsOf(flow, ['apology'], flow.apology ?? {}).map((row): TextRow => ({
    ...row,
    title: flow.name,
    field: '',
  }));
  return [...inNodes, ...apology];
}

function rowsOf(flow: FlowDefinition, path: Path, texts: Texts): Omit<TextRow, 'title' | 'field'>[] {
  const languages = [...new Set([...flow.languages, ...Object.keys(texts)])];
  const channels = [...new Set(languages.flatMap((language) => variantsOf(texts, language)))];
  return [undefined, ...channels].flatMap((channel) => {
    const words = Object.fromEntries(
      languages
        .map((language): [string, string] => [language, wordingOf(texts, language, channel)])
        .filter(([, text]) => text !== ''),
    );
    if (Object.keys(words).length === 0) return [];
    const id = [...path, ...(channel === undefined ? [] : [`@${channel}`])].join('/');
    return [{ id, path, ...(channel === undefined ? {} : { channel }), words }];
  });
}

/** Whether a row lacks words in a language. A channel needs none of its own: it says what the others say. */
export const isMissing = ({ channel, words }: TextRow, language: string): boolean =>
  channel === undefined && words[language] === undefined;
