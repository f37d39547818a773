import type { Field } from '../inspector/form.ts';
import { useInspecting, useProblem, useWords } from '../inspector/inspecting.tsx';
import { type Path, valueAt } from '../inspector/walk.ts';

/** The fields of a config, or of a part of it. */
export function Fields(props: { fields: readonly Field[]; at: Path; value: unknown }) {
  const { view: View } = useInspecting();
  return props.fields.map((field) => (
    <View
      key={field.name}
      field={field}
      path={[...props.at, field.name]}
      value={valueAt(props.value, [field.name])}
    />
  ));
}

/** Fields that belong together, under a title of their own. */
export function GroupField(props: {
  field: Field & { form: { fields: readonly Field[] } };
  path: Path;
  value: unknown;
}) {
  const { field, path, value } = props;
  const { title, help } = useWords(path);
  const problem = useProblem(path);
  return (
    <fieldset className="inspector-group" data-field={path.join('.')}>
      <legend>{title}</legend>
      {help !== undefined && <p className="small soft">{help}</p>}
      {problem !== undefined && <p className="refusal">{problem}</p>}
      <Fields fields={field.form.fields} at={path} value={value ?? field.initial} />
    </fieldset>
  );
}
