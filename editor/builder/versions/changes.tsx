import { useMemo } from 'react';
import {
  compareFlows,
  type FlowDefinition,
  isUnchanged,
  type NodeRef,
} from '../../../runtime/engine/index.ts';
import { useMessages } from '../../messages/index.tsx';
import { annotationChanges, annotationName, annotationWords } from './annotation-changes.ts';
import type { Mark } from './both-drawn.ts';
import { type WordedChange, wordedChanges } from './change-words.ts';
import { useWording } from './use-wording.ts';
import './changes.css';

/** What differs between two drawings, in words, node by node. */
export function Changes({ before, after }: { before: FlowDefinition; after: FlowDefinition }) {
  const { t } = useMessages();
  const wording = useWording(before, after);
  const found = useMemo(() => compareFlows(before, after), [before, after]);
  const beside = useMemo(() => annotationChanges(before, after), [before, after]);
  if (isUnchanged(found)) return <p className="soft">{t('versions.same')}</p>;
  const moved = found.moved.filter(({ id }) => !found.changed.some((one) => one.id === id));
  const fields = found.fields.filter(({ path }) => path[0] !== 'annotations');
  return (
    <ul className="changes">
      {fields.length > 0 && (
        <li>
          <strong>{t('versions.flowItself')}</strong>
          <Fields changes={fields.flatMap((one) => wordedChanges(one, undefined, wording))} />
        </li>
      )}
      {found.added.map((node) => (
        <Change key={node.id} node={node} mark="added" />
      ))}
      {found.removed.map((node) => (
        <Change key={node.id} node={node} mark="removed" />
      ))}
      {found.changed.map((node) => (
        <Change
          key={node.id}
          node={node}
          mark="changed"
          changes={node.fields.flatMap((one) => wordedChanges(one, node, wording))}
        />
      ))}
      {moved.map((node) => (
        <Change key={node.id} node={node} mark="moved" />
      ))}
      {beside.map((one) => (
        <Change
          key={one.id}
          kind={t(`versions.member.annotations.${one.kind}`)}
          node={{
            id: one.id,
            name: annotationName(one, one.mark === 'removed' ? before : after, wording),
          }}
          mark={one.mark}
          changes={one.mark === 'changed' ? annotationWords(one, before, after, wording) : undefined}
        />
      ))}
    </ul>
  );
}

function Change({
  node,
  kind,
  mark,
  changes,
}: {
  node: Omit<NodeRef, 'type'>;
  /** What it is, when it is no node. */
  kind?: string;
  mark: Mark;
  changes?: WordedChange[] | undefined;
}) {
  const { t } = useMessages();
  return (
    <li>
      <span className="mark" data-mark={mark}>
        {t(`versions.mark.${mark}`)}
      </span>{' '}
      {kind !== undefined && <span className="soft">{kind}</span>}{' '}
      <strong dir="auto">{node.name === '' ? node.id : node.name}</strong>
      {changes && <Fields changes={changes} />}
    </li>
  );
}

const Fields = ({ changes }: { changes: WordedChange[] }) => (
  <dl className="changed-fields">
    {changes.map(({ field, before, after }, index) => (
      <div key={`${field} ${index}`}>
        <dt>{field}</dt>
        {before !== undefined && (
          <dd>
            <del dir="auto">{before}</del>
          </dd>
        )}
        {after !== undefined && (
          <dd>
            <ins dir="auto">{after}</ins>
          </dd>
        )}
      </div>
    ))}
  </dl>
);
