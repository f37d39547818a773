import { useMessages } from '../../messages/index.tsx';
import { Choice } from '../../ui/choice.tsx';
import { variantOf } from '../inspector/beginnings.ts';
import type { Form } from '../inspector/form.ts';
import { useInspecting, useProblem, useWords } from '../inspector/inspecting.tsx';
import { type Path, valueAt } from '../inspector/walk.ts';
import { Fields } from './group-field.tsx';
import { useChoiceName } from './plain-fields.tsx';

/** A value of one sort or another: the sort first, then what belongs to it. */
export function VariantsField(props: {
  form: Extract<Form, { kind: 'variants' }>;
  path: Path;
  value: unknown;
}) {
  const { form, path, value } = props;
  const { t } = useMessages();
  const { change } = useInspecting();
  const { title, help } = useWords([...path, form.by]);
  const whole = useWords(path);
  const problem = useProblem(path);
  const nameOf = useChoiceName();
  const tag = valueAt(value, [form.by]);
  const chosen = form.variants.find((one) => one.value === tag);

  const choose = (wanted: string) => {
    const variant = form.variants.find((one) => one.value === wanted)!;
    const begun = variantOf(form.by, variant, { name: t('inspector.newName'), pick: t('inspector.newName') });
    // What both sorts have stays as it is.
    for (const { name } of variant.fields) {
      const kept = valueAt(value, [name]);
      if (kept !== undefined) begun[name] = kept;
    }
    change(path, begun);
  };
  const choice = (
    <Choice
      label={title}
      options={form.variants.map((one) => ({ value: one.value, text: nameOf(one.value) }))}
      value={typeof tag === 'string' ? tag : ''}
      onChange={(event) => choose(event.target.value)}
    />
  );
  const fields = chosen && <Fields fields={chosen.fields} at={path} value={value} />;
  if (path.length === 0)
    return (
      <>
        {choice}
        {fields}
      </>
    );
  return (
    <fieldset className="inspector-group" data-field={path.join('.')}>
      <legend>{whole.title}</legend>
      {problem !== undefined && <p className="refusal">{problem}</p>}
      {choice}
      {fields}
      {(help ?? whole.help) !== undefined && <p className="small soft">{help ?? whole.help}</p>}
    </fieldset>
  );
}
