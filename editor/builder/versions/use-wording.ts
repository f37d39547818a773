import { useMemo } from 'react';
import { registry } from '../../../nodes/index.ts';
import type { FlowDefinition } from '../../../runtime/engine/index.ts';
import { useMessages } from '../../messages/index.tsx';
import { useSentence } from '../inspector/rule-sentence.ts';
import { wordsIn } from '../node-gist.ts';
import { useReading } from '../use-picture.tsx';
import type { Wording } from './wording.ts';

/** How changes between drawings are put into words here. */
export function useWording(before: FlowDefinition, after: FlowDefinition): Wording {
  const { t, has, language, nameOf: nameOfLanguage } = useMessages();
  const texts =
    after.languages.find((one) => one.split('-')[0] === language) ?? after.languages[0] ?? language;
  const { read, nameOf } = useReading(texts);
  const ruleOf = useSentence();
  // The later drawing has the last word.
  const exits = useMemo(
    () =>
      new Map(
        [before, after].flatMap((flow) =>
          read(flow).nodes.flatMap(({ id, exits: drawn }) =>
            drawn.map((exit) => [`${id} ${exit.id}`, exit.label] as const),
          ),
        ),
      ),
    [before, after, read],
  );
  const named = (key: string) => (has(key) ? t(key) : undefined);
  return {
    language,
    typeOf: registry,
    nameOfLanguage,
    nameOfChannel: (kind) => named(`channel.${kind}`) ?? kind,
    nameOfMember: (path) =>
      named(`versions.member.${path}`) ??
      (/^(variables|handlers)\./.test(path) ? named(path.replace('handlers.', 'flow.handler.')) : undefined),
    nameOfValueType: (type) => named(`type.${type}`) ?? type,
    nameOfNode: (id) => after.nodes[id]?.name || before.nodes[id]?.name || id,
    nameOfExit: (node, exit) => exits.get(`${node} ${exit}`) ?? exit,
    nameOf,
    textOf: (given) => wordsIn(given, texts, after),
    ruleOf,
    yesOrNo: (value) => t(value ? 'versions.yes' : 'versions.no'),
  };
}
