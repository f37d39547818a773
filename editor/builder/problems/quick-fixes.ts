import type { FlowDefinition, Issue, Texts } from '../../../runtime/engine/index.ts';
import { connectExit } from '../commands/connect-exit.ts';
import { declareVariable } from '../commands/declare-variable.ts';
import { removeUnreached } from '../commands/remove-unreached.ts';
import { writeTexts } from '../commands/write-texts.ts';
import type { Draft } from '../draft/draft.ts';
import { typeOfUse } from '../variables/type-of-use.ts';
import { wordingOf } from '../texts/wording.ts';
import { valueAt } from '../inspector/walk.ts';

/** Stands before words that were taken over from another language and wait for a translator. */
const TO_TRANSLATE = '[…] ';

/** A repair that cannot make anything worse, by the message `fix.<id>`. */
export interface QuickFix {
  id: 'drop-exit' | 'take-over-words' | 'declare-variable' | 'remove-node';
  values?: { [name: string]: string };
  apply: (draft: Draft) => void;
}

/** The safe repair of a finding, where there is one. */
export function quickFixOf(issue: Issue, flow: FlowDefinition): QuickFix | undefined {
  const { code, node, exit, path = [], values = {} } = issue;
  switch (code) {
    case 'exit.lost':
    case 'exit.unknown':
      if (node === undefined || exit === undefined) return undefined;
      return {
        id: 'drop-exit',
        apply: (draft) => draft.do(connectExit, { node, exit, target: undefined }),
      };
    case 'text.missing': {
      const at = node === undefined ? path.slice(0, -1) : ['nodes', node, ...path.slice(0, -1)];
      const texts = valueAt(flow, at) as Texts | undefined;
      const [first] = [...flow.languages, ...Object.keys(texts ?? {})].filter(
        (language) => texts && wordingOf(texts, language) !== '',
      );
      const language = String(values['language']);
      if (!texts || first === undefined) return undefined;
      const text = `${TO_TRANSLATE}${wordingOf(texts, first)}`;
      return {
        id: 'take-over-words',
        values: { language },
        apply: (draft) => draft.do(writeTexts, { texts: [{ path: at, language, text }] }),
      };
    }
    case 'variable.unknown': {
      const name = String(values['name']);
      return {
        id: 'declare-variable',
        values: { name },
        apply: (draft) => draft.do(declareVariable, { name, type: typeOfUse(flow, name) }),
      };
    }
    case 'node.unreachable':
      if (node === undefined) return undefined;
      return { id: 'remove-node', apply: (draft) => draft.do(removeUnreached, { node }) };
    default:
      return undefined;
  }
}
