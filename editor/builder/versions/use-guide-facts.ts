import { useEffect } from 'react';
import { guide } from '../../guide.ts';
import { useFlow } from '../draft/use-draft.tsx';
import { useProblems } from '../problems/use-problems.ts';

/** Tells the guide through a first flow how far this one is. */
export function useGuideFacts(flow: string, isPublished: boolean): void {
  const nodes = Object.keys(useFlow().nodes).length;
  const errors = useProblems().filter(({ severity }) => severity === 'error');
  const loose = errors.filter(({ code }) => code.startsWith('exit.')).length;
  const unfilled = errors.length - loose;
  useEffect(
    () => guide.tell(flow, { nodes, loose, unfilled, isPublished }),
    [flow, nodes, loose, unfilled, isPublished],
  );
}
