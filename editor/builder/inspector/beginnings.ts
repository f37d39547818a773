import type { Field, Form } from './form.ts';

interface About {
  /** A name for what has none yet, in letters that ids may have. */
  name: string;
  /** What is chosen where something has to be. */
  pick: string;
}

/** What something new begins with: the least that can be read. */
export function beginningOf(form: Form, about: About): unknown {
  switch (form.kind) {
    case 'text':
      return form.least > 0 ? about.name : '';
    case 'number':
      return form.least ?? 0;
    case 'yesNo':
      return false;
    case 'choice':
      return form.values[0] ?? '';
    case 'pick':
      return about.pick;
    case 'group':
      return groupOf(form.fields, about);
    case 'list':
      return Array.from({ length: form.least }, () => beginningOf(form.item, about));
    case 'variants': {
      const [first] = form.variants;
      return first && variantOf(form.by, first, about);
    }
    case 'expression':
      return { value: '' };
    case 'rule':
      return { match: 'all', comparisons: [{ left: { variable: about.pick }, operator: 'isNotEmpty' }] };
    case 'duration':
      return { minutes: 1 };
    case 'json':
      return null;
    default:
      return {};
  }
}

const groupOf = (fields: readonly Field[], about: About): { [name: string]: unknown } =>
  Object.fromEntries(
    fields
      .filter(({ optional, initial }) => !optional && initial === undefined)
      .map(({ name, form }) => [name, beginningOf(form, about)]),
  );

/** One variant with the members it must have. */
export const variantOf = (
  by: string,
  { value, fields }: { value: string; fields: readonly Field[] },
  about: About,
): { [name: string]: unknown } => ({ [by]: value, ...groupOf(fields, about) });
