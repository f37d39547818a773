import { lazy, type ReactNode, Suspense } from 'react';
import { Waiting } from '../loaded.tsx';
import { usePlaying } from '../simulator/playing.tsx';
import { useEditing, useFlow } from './draft/use-draft.tsx';
import { useDraftMachine, useProblems } from './problems/use-problems.ts';
import './simulated.css';

const Simulator = lazy(() => import('../simulator/simulator.tsx'));
const JsonEditor = lazy(() => import('./machine/json-editor.tsx'));

/** The drawing, and the simulator beside it when somebody plays. */
export function Simulated({ latest, children }: { latest: number | null; children: ReactNode }) {
  const { isOpen } = usePlaying();
  return (
    <div className="simulated">
      {children}
      {isOpen && (
        <Suspense fallback={<Waiting />}>
          <Beside latest={latest} />
        </Suspense>
      )}
    </div>
  );
}

function Beside({ latest }: { latest: number | null }) {
  const { choose, mayEdit } = useEditing();
  const flow = useFlow();
  const machine = useDraftMachine();
  const hasErrors = useProblems().some(({ severity }) => severity === 'error');
  return (
    <Simulator
      flow={flow}
      machine={machine}
      hasErrors={hasErrors}
      latest={latest}
      mayEdit={mayEdit}
      editor={JsonEditor}
      onShow={(node) => choose([node])}
    />
  );
}
