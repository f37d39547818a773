import type { TestContext } from 'vitest';

/** What one test tried in bulk; the table at the end of a run adds it up. */
export interface Tried {
  tried: number;
  stopped: number;
}

declare module 'vitest' {
  interface TaskMeta {
    attack?: Tried;
  }
}

/** Notes for the table how much a test tried. A test that notes nothing counts as one attack. */
export function noteTried({ task }: Pick<TestContext, 'task'>, tried: number, missed: number): void {
  task.meta.attack = { tried, stopped: tried - missed };
}
