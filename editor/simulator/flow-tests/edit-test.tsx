import { type ComponentType, Suspense, useState } from 'react';
import { type FlowTest, flowTestJsonSchema, flowTestSchema } from '../../../runtime/flow-tests/index.ts';
import { useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';

/** An editor of JSON, as whoever draws the flow has one: it is large, and comes when it is needed. */
export type Editor = ComponentType<{
  label: string;
  name: string;
  value: unknown;
  schema: object | undefined;
  isReadOnly: boolean;
  onChange: (text: string) => void;
}>;

const SCHEMA = flowTestJsonSchema();

/** A test as JSON, with completion. Its id stays: it is what the test is known by. */
export function EditTest(props: {
  test: FlowTest;
  editor: Editor;
  mayEdit: boolean;
  refused: string | undefined;
  onSave: (test: FlowTest) => Promise<void>;
  onClose: () => void;
}) {
  const { t } = useMessages();
  const { test, editor: JsonEditor, mayEdit, refused, onSave, onClose } = props;
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<string>();
  const save = () => {
    const read = readTest(text, test.id);
    setWrong('wrong' in read ? (read.wrong ?? t('simulator.noJson')) : undefined);
    if ('test' in read) void onSave(read.test);
  };
  const told = wrong ?? refused;
  return (
    <div className="tests-edit">
      <div className="world-row">
        {mayEdit && (
          <Button main disabled={text === ''} onClick={save}>
            {t('simulator.tests.keep')}
          </Button>
        )}
        <Button onClick={onClose}>{t('simulator.tests.cancel')}</Button>
      </div>
      {told !== undefined && (
        <p className="refusal" role="alert" dir="auto">
          {told}
        </p>
      )}
      <Suspense fallback={<output>{t('state.loading')}</output>}>
        <JsonEditor
          label={t('simulator.tests.json')}
          name={`test-${test.id}`}
          value={test}
          schema={SCHEMA}
          isReadOnly={!mayEdit}
          onChange={setText}
        />
      </Suspense>
    </div>
  );
}

/** What somebody wrote, as a test; or the first thing that is wrong, where it is JSON at all. */
function readTest(text: string, id: string): { test: FlowTest } | { wrong: string | undefined } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { wrong: undefined };
  }
  const read = flowTestSchema.safeParse(json);
  if (read.success) return { test: { ...read.data, id } };
  const [issue] = read.error.issues;
  return { wrong: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` };
}
