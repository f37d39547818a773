import type { Issue, Registry } from '../../runtime/engine/index.ts';
import type { Speaker } from './speaker.ts';

/**
 * What a finding says in a language: the words its node type brings, those of the interface, else the compiler's English.
 * Zod's sentences are for programmers, so that a broken schema is told in our words in English, too.
 */
export function findingText(issue: Issue, speaker: Speaker, registry: Registry): string {
  const { t, has, fill, language } = speaker;
  const { code, message, exit } = issue;
  const { rule, ...rest } = issue.values ?? {};
  const channel = `channel.${rest['channel']}`;
  const values = {
    ...(exit === undefined ? {} : { exit }),
    ...rest,
    ...(has(channel) ? { channel: t(channel) } : {}),
  };
  const own = (key: string, known: typeof values & { message?: string }): string | undefined =>
    has(key) ? t(key, known) : undefined;
  if (rule !== undefined) {
    const told = { ...values, message };
    const key = rule === 'said' ? `rule.${message}` : `problem.schema.${rule}`;
    return own(key, told) ?? t('problem.schema.other', told);
  }
  if (language === 'en') return message;
  const [, type = '', finding = ''] = /^([^.]+)\.(.+)$/.exec(code) ?? [];
  const found = registry(type)?.words[language].findings;
  if (found && Object.hasOwn(found, finding)) return fill(found[finding] ?? message, values);
  return own(`problem.${code}`, values) ?? message;
}
