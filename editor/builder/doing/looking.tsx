import { type ReactNode, useMemo } from 'react';
import type { FlowDefinition } from '../../../runtime/engine/index.ts';
import { draftInMemory } from '../draft/draft-in-memory.ts';
import { making } from '../draft/open-draft.ts';
import { EditingProvider } from '../draft/use-draft.tsx';
import { DoingProvider } from './use-doing.tsx';

/** A flow that is only looked at: what is drawn asks what is chosen and what may be done, and here nothing can be changed. */
export function Looking({ flow, children }: { flow: FlowDefinition; children: ReactNode }) {
  const draft = useMemo(() => draftInMemory(flow, making, () => 0), [flow]);
  return (
    <EditingProvider draft={draft} mayEdit={false}>
      <DoingProvider>{children}</DoingProvider>
    </EditingProvider>
  );
}
