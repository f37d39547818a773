import { useMemo } from 'react';
import {
  compareFlows,
  type FlowDefinition,
  isUnchanged,
  type NodeRef,
} from '../../../runtime/engine/index.ts';
import { useMessages } from '../../messages/index.tsx';
import type { Mark } from './both-drawn.ts';
import { type WordedChange, wordedChanges } from './change-words.ts';
import { useWording } from './use-wording.ts';
import './changes.css';

/** What differs between two drawings, in words, node by node. */
export function Changes({ before, after }: { before: FlowDefinition; after: FlowDefinition }) {
  const { t } = useMessages();
  const wording = useWording(before, after);
  const found = useMemo(() => compareFlows(before, after), [before, after]);
  if (isUnchanged(found)) return <p className="soft">{t('versions.same')}</p>;
  const moved = found.moved.filter(({ id }) => !found.changed.some((one) => one.id === id));
  return (
    <ul className="changes">
      {found.fields.length > 0 && (
        <li>
          <strong>{t('versions.flowItself')}</strong>
          <Fields changes={found.fields.flatMap((one) => wordedChanges(one, undefined, wording))} />
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
    </ul>
  );
}

function Change({ node, mark, changes }: { node: NodeRef; mark: Mark; changes?: WordedChange[] }) {
  const { t } = useMessages();
  return (
    <li>
      <span className="mark" data-mark={mark}>
        {t(`versions.mark.${mark}`)}
      </span>{' '}
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
