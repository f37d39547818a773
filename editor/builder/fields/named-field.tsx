import { useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';
import type { Form } from '../inspector/form.ts';
import { InspectingWords, useInspecting, useWords } from '../inspector/inspecting.tsx';
import type { Path } from '../inspector/walk.ts';

/** The same sort of value for some of a few cases: prompts by the reason why an answer is not taken. */
export function NamedField(props: {
  form: Extract<Form, { kind: 'named' }>;
  path: Path;
  value: { [name: string]: unknown };
}) {
  const { form, path, value } = props;
  const { t, has } = useMessages();
  const { change, view: View } = useInspecting();
  const { title, help } = useWords(path);
  const nameOf = (name: string) => {
    const key = `reason.${name}`;
    return has(key) ? t(key) : name;
  };
  const there = form.names.filter((name) => value[name] !== undefined);
  const free = form.names.filter((name) => value[name] === undefined);
  return (
    <fieldset className="inspector-group" data-field={path.join('.')}>
      <legend>{title}</legend>
      {help !== undefined && <p className="small soft">{help}</p>}
      {there.map((name) => (
        <div key={name} className="inspector-named">
          <InspectingWords path={[...path, name]} title={nameOf(name)}>
            <View
              field={{ name, form: form.of, optional: true }}
              path={[...path, name]}
              value={value[name]}
            />
          </InspectingWords>
          <Button
            icon
            aria-label={t('inspector.remove', { name: nameOf(name) })}
            onClick={() => change([...path, name], undefined)}
          >
            ×
          </Button>
        </div>
      ))}
      {free.length > 0 && (
        <select
          className="select"
          aria-label={t('inspector.addTo', { field: title })}
          value=""
          onChange={(event) => change([...path, event.target.value], {})}
        >
          <option value="">{t('inspector.addCase')}</option>
          {free.map((name) => (
            <option key={name} value={name}>
              {nameOf(name)}
            </option>
          ))}
        </select>
      )}
    </fieldset>
  );
}
