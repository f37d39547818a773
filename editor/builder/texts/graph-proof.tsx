import { useEffect, useState } from 'react';
import { registry } from '../../../nodes/index.ts';
import { graphOf, readFlow } from '../../../runtime/engine/index.ts';
import { api } from '../../api.ts';
import { useMessages } from '../../messages/index.tsx';
import { useLoaded } from '../../ui/use-loaded.ts';
import { useFlow } from '../draft/use-draft.tsx';
import { hashOf } from './graph.ts';
import './graph-proof.css';

/** Pause after a change before it is looked at, ms. */
const PAUSE_MS = 300;

/** Says whether the draft does the same as what is published: then nothing but words has changed. */
export function GraphProof({ flowId, latest }: { flowId: string; latest: number | null }) {
  const { t, number } = useMessages();
  const flow = useFlow();
  const [published] = useLoaded(() => publishedGraph(flowId, latest), `${flowId} ${latest}`);
  const [drawn, setDrawn] = useState<{ graph: string | undefined; hash: string | undefined }>();
  useEffect(() => {
    let isOver = false;
    const timer = setTimeout(() => {
      const graph = graphOf(flow, registry);
      void (graph === undefined ? Promise.resolve(undefined) : hashOf(graph)).then((hash) => {
        if (!isOver) setDrawn({ graph, hash });
      });
    }, PAUSE_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [flow]);
  if (!drawn?.graph || latest === null || !published || !('value' in published)) return null;
  const isSame = drawn.graph === published.value;
  return (
    <output className="graph-proof small" data-same={isSame || undefined}>
      {t(isSame ? 'texts.sameGraph' : 'texts.otherGraph', { version: number(latest) })}{' '}
      {drawn.hash !== undefined && <code>{drawn.hash}</code>}
    </output>
  );
}

async function publishedGraph(flow: string, latest: number | null): Promise<string | undefined> {
  if (latest === null) return undefined;
  const read = readFlow((await api.version(flow, latest)).definition);
  return read.ok ? graphOf(read.flow, registry) : undefined;
}
