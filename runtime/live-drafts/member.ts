import type { Principal } from '../api/access.ts';
import type { Ending, Told } from '../shared-draft/index.ts';

/** A window in which somebody has the draft open. */
export interface Member {
  /** Of the window. */
  readonly id: string;
  readonly principal: Principal;
  /** As it was when they came in. */
  readonly mayWrite: boolean;
  send(frame: Uint8Array): void;
  tell(told: Told): void;
  /** One more of their changes is on disk. */
  kept(): void;
  end(ending: Ending): void;
  /** What they may do at this moment. */
  may(): Promise<'write' | 'read' | Ending>;
}
