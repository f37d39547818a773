import type { Colleague } from './use-colleagues.ts';

/** The beginning of a name somebody is writing: what stands between an `@` and the cursor. */
export function asked(text: string, at: number): string | undefined {
  return /(?:^|\s)@([^@\n]{0,40})$/.exec(text.slice(0, at))?.[1];
}

/** The text with a name written out where it was begun, and where the cursor is then. */
export function withMention(text: string, at: number, name: string): { text: string; at: number } {
  const before = text.slice(0, at).replace(/@[^@\n]*$/, `@${name} `);
  return { text: before + text.slice(at), at: before.length };
}

/** Ids of those whose `@name` is in the text. */
export const mentionsIn = (text: string, colleagues: readonly Colleague[]): string[] =>
  colleagues.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id);

/** The text in parts: names apart from what is between them. */
export function mentioned(
  text: string,
  colleagues: readonly Colleague[],
): { text: string; isName: boolean }[] {
  const names = colleagues.map(({ name }) => `@${name}`).toSorted((one, other) => other.length - one.length);
  const parts: { text: string; isName: boolean }[] = [];
  let plain = '';
  for (let at = 0; at < text.length;) {
    const name = names.find((one) => text.startsWith(one, at));
    if (name === undefined) {
      plain += text.charAt(at);
      at += 1;
      continue;
    }
    if (plain !== '') parts.push({ text: plain, isName: false });
    plain = '';
    parts.push({ text: name, isName: true });
    at += name.length;
  }
  return plain === '' ? parts : [...parts, { text: plain, isName: false }];
}
