import { type Value } from '../../../runtime/engine/index.ts';
import { useMessages } from '../../messages/index.tsx';
import { Choice, Tick } from '../../ui/choice.tsx';
import type { Field, Form } from '../inspector/form.ts';
import { useInspecting, useProblem, useWords } from '../inspector/inspecting.tsx';
import type { Path } from '../inspector/walk.ts';
import { readNumber, readValue, writtenValue } from '../inspector/written.ts';
import { OpenInEditor } from './open-in-editor.tsx';
import { WrittenField } from './written-field.tsx';

interface PlainProps {
  field: Field;
  path: Path;
  value: unknown;
}

/** A text of one line, an address, a few lines of code. */
export function TextField({
  field,
  path,
  value,
}: PlainProps & { field: { form: Extract<Form, { kind: 'text' }> } }) {
  const { look } = field.form;
  const { change } = useInspecting();
  const { title } = useWords(path);
  const written = (
    <WrittenField
      path={path}
      shown={typeof value === 'string' ? value : ''}
      placeholder={typeof field.initial === 'string' ? field.initial : undefined}
      read={(written) => ({
        value: written === '' && (field.optional || field.initial !== undefined) ? undefined : written,
      })}
      {...(look === 'line' ? {} : { mono: true, rows: look === 'code' ? 8 : 2 })}
    />
  );
  if (look === 'line') return written;
  return (
    <div className="inspector-code">
      {written}
      <OpenInEditor
        label={title}
        language={look === 'code' ? 'javascript' : 'liquid'}
        value={typeof value === 'string' ? value : ''}
        onChange={(to) => change(path, to, true)}
      />
    </div>
  );
}

/** A number, written in the digits of whoever writes. */
export function NumberField({ field, path, value }: PlainProps) {
  const { t, number } = useMessages();
  return (
    <WrittenField
      path={path}
      numeric
      shown={value === undefined ? '' : String(value as number)}
      placeholder={typeof field.initial === 'number' ? number(field.initial) : undefined}
      read={(written) => {
        const read = readNumber(written);
        if (read !== undefined) return { value: read };
        const mayBeEmpty = field.optional || field.initial !== undefined;
        return written.trim() === '' && mayBeEmpty
          ? { value: undefined }
          : { refusal: t('inspector.noNumber') };
      }}
    />
  );
}

export function YesNoField({ field, path, value }: PlainProps) {
  const { change } = useInspecting();
  const { title, help } = useWords(path);
  const problem = useProblem(path);
  const hint = problem ?? help;
  return (
    <div data-field={path.join('.')}>
      <Tick
        label={title}
        {...(hint === undefined ? {} : { hint })}
        checked={(value ?? field.initial ?? false) === true}
        onChange={(event) => change(path, event.target.checked)}
      />
    </div>
  );
}

/** One of a few words; those of ours are shown in the language of the interface. */
export function ChoiceField({
  field,
  path,
  value,
}: PlainProps & { field: { form: Extract<Form, { kind: 'choice' }> } }) {
  const { change } = useInspecting();
  const { title } = useWords(path);
  const nameOf = useChoiceName();
  const options = field.form.values.map((one) => ({ value: one, text: nameOf(one) }));
  return (
    <div data-field={path.join('.')}>
      <Choice
        label={title}
        options={field.optional ? [{ value: '', text: '–' }, ...options] : options}
        value={typeof value === 'string' ? value : typeof field.initial === 'string' ? field.initial : ''}
        onChange={(event) => change(path, event.target.value === '' ? undefined : event.target.value)}
      />
    </div>
  );
}

/** What a word that designers choose is called. */
export function useChoiceName(): (word: string) => string {
  const { t, has } = useMessages();
  return (word) => {
    const key = `choice.${word}`;
    return has(key) ? t(key) : word;
  };
}

/** Free JSON: a text is one without quotes. */
export function JsonField({ field, path, value }: PlainProps) {
  return (
    <WrittenField
      path={path}
      mono
      rows={3}
      shown={value === undefined ? '' : writtenJson(value as Value)}
      read={(written) => ({
        value:
          written === '' && (field.optional || field.initial !== undefined) ? undefined : readValue(written),
      })}
    />
  );
}

const writtenJson = (value: Value): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value, null, 2) : writtenValue(value);
