import { type FormEvent, useState } from 'react';
import type { FlowTest } from '../../../runtime/flow-tests/index.ts';
import { useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import type { Parts } from '../parts.ts';
import { savedTest } from './saved-test.ts';

/** Keeps what was played, up to the step that is shown, as a test. */
export function SaveWalk(
  props: Parts & { taken: readonly FlowTest[]; onSave: (test: FlowTest) => Promise<boolean> },
) {
  const { t } = useMessages();
  const { played, taken, onSave } = props;
  const { flow } = played.playable;
  const [name, setName] = useState('');
  const [told, setTold] = useState('');
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const id = idFor(name, (one) => taken.some((test) => test.id === one));
    const saved = savedTest(played.walks, { id, name: name.trim() }, flow.languages);
    if (!saved.ok) return setTold(t(`simulator.tests.${saved.why}`));
    if (await onSave(saved.test)) {
      setTold(t('simulator.tests.saved', { name: saved.test.name }));
      setName('');
    }
  };
  return (
    <form className="tests-save" onSubmit={(event) => void save(event)}>
      <Field
        label={t('simulator.tests.name')}
        hint={t('simulator.tests.saveHint')}
        dir="auto"
        required
        maxLength={200}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <Button type="submit">{t('simulator.tests.save')}</Button>
      <output className="small">{told}</output>
    </form>
  );
}

/** An id that says something, and that no other test has. */
function idFor(name: string, taken: (id: string) => boolean): string {
  const letters = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 40);
  const wish = letters === '' ? 'test' : letters;
  for (let count = 1; ; count += 1) {
    const id = count === 1 ? wish : `${wish}-${count}`;
    if (!taken(id)) return id;
  }
}
