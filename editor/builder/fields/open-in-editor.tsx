import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useEditing, useFlow } from '../draft/use-draft.tsx';
import { api } from '../../api.ts';
import { useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';
import { useInspecting } from '../inspector/inspecting.tsx';
import { type InputMember, inputMembers } from '../template/code-completion.ts';
import { knownIn } from '../template/known.ts';

const TextEditor = lazy(() => import('../machine/text-editor.tsx'));

interface OpenInEditorProps {
  label: string;
  language: 'javascript' | 'liquid';
  value: string;
  onChange: (text: string) => void;
}

/** A large editor for what a small field is too small for; Monaco is loaded when it is opened. */
export function OpenInEditor(props: OpenInEditorProps) {
  const { t } = useMessages();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        className="button quiet"
        aria-label={t('editor.open', { field: props.label })}
        onClick={() => setOpen(true)}
      >
        <span aria-hidden="true">⤢</span> {t('editor.openShort')}
      </Button>
      {isOpen && <Opened {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function Opened({ label, language, value, onChange, onClose }: OpenInEditorProps & { onClose: () => void }) {
  const { t } = useMessages();
  const { mayEdit } = useEditing();
  const { variables } = useFlow();
  const members = useInputMembers(language === 'javascript');
  const dialog = useRef<HTMLDialogElement>(null);
  const known = useMemo(
    () => (language === 'liquid' ? knownIn(variables) : undefined),
    [language, variables],
  );
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="editor-dialog" aria-label={label} onClose={onClose}>
      <div className="editor-dialog-bar">
        <h2>{label}</h2>
        <Button main onClick={() => dialog.current?.close()}>
          {t('editor.close')}
        </Button>
      </div>
      <Suspense fallback={<p className="notice">{t('state.loading')}</p>}>
        <TextEditor
          label={label}
          language={language}
          value={value}
          known={known}
          members={members}
          isReadOnly={!mayEdit}
          onChange={onChange}
        />
      </Suspense>
    </dialog>
  );
}

/** What code of the node may read: asked of the server once what was drawn here is there. Without an answer nothing is offered. */
function useInputMembers(isCode: boolean): readonly InputMember[] | undefined {
  const { draft } = useEditing();
  const { node } = useInspecting();
  const [members, setMembers] = useState<readonly InputMember[]>();
  useEffect(() => {
    if (!isCode || node === undefined) return undefined;
    let current = true;
    draft
      .settled()
      .then(() => api.completion(draft.read().id, node))
      .then(
        ({ declarations }) => current && setMembers(inputMembers(declarations)),
        () => undefined,
      );
    return () => {
      current = false;
    };
  }, [isCode, node, draft]);
  return members;
}
