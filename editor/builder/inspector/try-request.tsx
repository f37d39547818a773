import { useState } from 'react';
import { registry } from '../../../nodes/index.ts';
import { type FlowDefinition, readNodes, type Value } from '../../../runtime/engine/index.ts';
import { api, type Tried } from '../../api.ts';
import { useMessages } from '../../messages/index.tsx';
import { useSending } from '../../sending.ts';
import { Button } from '../../ui/button.tsx';
import { useEditing, useFlow } from '../draft/use-draft.tsx';
import { usesOf } from '../variables/uses.ts';
import { readValue, writtenValue } from './written.ts';

/** For a node that asks another service: makes its request once, with values one gives, and tells what came back. */
export default function TryRequest({ node }: { node: string }) {
  const { t, number } = useMessages();
  const { draft, mayEdit } = useEditing();
  const flow = useFlow();
  const { sending, refused, send } = useSending();
  const [values, setValues] = useState<{ [name: string]: string }>({});
  const [tried, setTried] = useState<Tried>();
  if (!mayEdit || !makesRequest(flow, node)) return null;

  const names = readBy(flow, node);
  const given = (name: string) =>
    values[name] ?? writtenValue(flow.variables.find((one) => one.name === name)?.initial ?? '');
  const go = () =>
    send(async () => {
      const meant = Object.fromEntries(
        names
          .map((name): [string, Value] => [name, readValue(given(name))])
          .filter(([, value]) => value !== ''),
      );
      setTried(undefined);
      setTried(await api.tryRequest({ document: draft.read(), node, values: meant }));
    });
  return (
    <details className="inspector-more inspector-try">
      <summary>{t('try.title')}</summary>
      <p className="small soft">{t('try.hint')}</p>
      {names.map((name) => (
        <div key={name} className="field">
          <label htmlFor={`try-${name}`}>
            <code>{name}</code>
          </label>
          <input
            id={`try-${name}`}
            dir="auto"
            value={given(name)}
            onChange={(event) => setValues({ ...values, [name]: event.target.value })}
          />
        </div>
      ))}
      <Button main disabled={sending} onClick={() => void go()}>
        {t('try.send')}
      </Button>
      <output className="inspector-tried">
        {refused !== undefined && <p className="refusal">{refused}</p>}
        {tried?.ok === false && <p className="refusal">{tried.message}</p>}
        {tried?.ok && (
          <>
            <p>{t('try.answered', { status: tried.status, ms: number(tried.ms) })}</p>
            <textarea
              readOnly
              dir="ltr"
              rows={6}
              className="mono"
              aria-label={t('try.answer')}
              value={tried.body}
            />
            {tried.variables.map(({ variable, value, problem }) => (
              <p key={variable} className={problem === undefined ? 'small' : 'refusal'}>
                {problem === undefined
                  ? t('try.sets', { name: variable, value: writtenValue(value as Value) })
                  : t('try.cannotSet', { name: variable, problem })}
              </p>
            ))}
          </>
        )}
      </output>
    </details>
  );
}

/** Whether what a node does includes a request: its type is not asked for by name. */
function makesRequest(flow: FlowDefinition, id: string): boolean {
  const { nodes } = readNodes({ ...flow, nodes: { [id]: flow.nodes[id]! } }, registry, {});
  return Object.values(nodes.get(id)?.states ?? {}).some((state) =>
    state.entry?.some(({ type }) => type === 'request'),
  );
}

/** Variables that a node reads. */
const readBy = (flow: FlowDefinition, id: string): string[] => [
  ...new Set(
    usesOf({ ...flow, nodes: { [id]: flow.nodes[id]! }, apology: undefined }, registry)
      .filter(({ how }) => how === 'reads')
      .map(({ variable }) => variable),
  ),
];
