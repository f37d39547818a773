import { lazy, type ReactNode, Suspense } from 'react';
import { Loaded, Waiting } from '../loaded.tsx';
import { useMessages } from '../messages/index.tsx';
import { usePlaying } from '../simulator/playing.tsx';
import { useEditing, useFlow } from './draft/use-draft.tsx';
import { type Fork, useFork } from './use-fork.ts';
import { useDraftMachine, useProblems } from './problems/use-problems.ts';
import './simulated.css';

const Simulator = lazy(() => import('../simulator/simulator.tsx'));
const Stage = lazy(async () => ({ default: (await import('./replay/stage.tsx')).Stage }));
const JsonEditor = lazy(() => import('./machine/json-editor.tsx'));

/** The drawing, and the simulator beside it when somebody plays. */
export function Simulated({ latest, children }: { latest: number | null; children: ReactNode }) {
  const { t, whole } = useMessages();
  const { isOpen } = usePlaying();
  const { fork, error } = useFork();
  return (
    <div className="simulated">
      {children}
      {error !== undefined && (
        <p className="notice" role="alert">
          {t('builder.noContact')}
        </p>
      )}
      {isOpen && (
        <Loaded name="texts" load={whole}>
          {() => (
            <Suspense fallback={<Waiting />}>
              <Beside latest={latest} fork={fork} />
            </Suspense>
          )}
        </Loaded>
      )}
    </div>
  );
}

function Beside({ latest, fork }: { latest: number | null; fork: Fork | undefined }) {
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
      stage={Stage}
      {...(fork ? { fork } : {})}
      onShow={(node) => choose([node])}
    />
  );
}
