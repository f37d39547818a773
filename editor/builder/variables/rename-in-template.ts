/** What is inside `{{ }}` and `{% %}`; texts in quotes are kept apart, so that nothing is renamed in them. */
const TAG = /\{\{[^]*?\}\}|\{%[^]*?%\}/g;
const QUOTED = /("[^"]*"|'[^']*')/;

/** A template with a variable under another name; what only looks like it (a member, a filter, a text) stays. */
export function renamedInTemplate(template: string, from: string, to: string): string {
  // Not behind a dot or a filter's bar, and no argument's name.
  const name = new RegExp(`(?<![\\w.$]|\\|\\s*)${from}(?![\\w$]|\\s*:(?!:))`, 'g');
  return template.replace(TAG, (tag) =>
    tag
      .split(QUOTED)
      .map((part, index) => (index % 2 === 1 ? part : part.replace(name, to)))
      .join(''),
  );
}
