import type { InterfaceLanguage, Issue, Registry } from '../../runtime/engine/index.ts';
import { CATALOGUES } from './catalogues.ts';
import { fill } from './fill.ts';

/**
 * What a finding says in a language: the words its node type brings, those of the interface, else the compiler's English.
 * Zod's sentences are for programmers, so that a broken schema is told in our words in English, too.
 */
export function findingText(issue: Issue, language: InterfaceLanguage, registry: Registry): string {
  const { code, message, exit } = issue;
  const catalogue: { [key: string]: string } = CATALOGUES[language];
  const { rule, ...rest } = issue.values ?? {};
  const channel = rest['channel'] === undefined ? undefined : catalogue[`channel.${rest['channel']}`];
  const values = {
    ...(exit === undefined ? {} : { exit }),
    ...rest,
    ...(channel === undefined ? {} : { channel }),
  };
  const own = (key: string): string | undefined =>
    Object.hasOwn(catalogue, key) ? catalogue[key] : undefined;
  if (rule !== undefined) {
    const said = rule === 'said' ? own(`rule.${message}`) : own(`problem.schema.${rule}`);
    return fill(said ?? catalogue['problem.schema.other'] ?? '{message}', { ...values, message });
  }
  if (language === 'en') return message;
  const [, type = '', finding = ''] = /^([^.]+)\.(.+)$/.exec(code) ?? [];
  const words = registry(type)?.words[language].findings;
  const found = words && Object.hasOwn(words, finding) ? words[finding] : own(`problem.${code}`);
  return found === undefined ? message : fill(found, values);
}
