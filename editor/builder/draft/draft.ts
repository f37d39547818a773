import type { FlowDefinition } from '../../../runtime/engine/index.ts';
import type { Command, Edit } from '../commands/command.ts';

/** One line of the history: a command somebody did. */
export interface Deed {
  /** Id of the command; its words are the message `commands.<id>`. */
  command: string;
  /** Epoch ms. */
  at: number;
  /** It is undone now and can be done again. */
  undone: boolean;
}

/** Somebody else who has the draft open. */
export interface Person {
  /** Of this window, not of the account: one person may have two. */
  id: string;
  name: string;
  /** A hue, 0 to 359. */
  hue: number;
  /** What they have chosen. */
  chosen: readonly string[];
  /** Where their pointer is on the drawing. */
  pointer?: { x: number; y: number };
}

/** Where the draft is: on the server, on its way there, or kept here until the network is back. */
export type Saved = 'saved' | 'saving' | 'offline' | 'refused';

/**
 * The draft of a flow while it is edited. Whoever shows something of it subscribes; whoever changes something does a
 * command. What is read is the very same object until it changes.
 */
export interface Draft {
  read: () => FlowDefinition;
  /** Calls back after every change of anything below; gives what ends it. */
  subscribe: (onChange: () => void) => () => void;
  /**
   * Does a command as one step of the history. Steps of the same command with the same `joins` that follow each other at
   * once are one step: typing, dragging.
   */
  do<Args>(command: Command<Args>, args: Args, joins?: string): Edit;
  /** Takes back one's own last step, whatever others did since. */
  undo(): void;
  redo(): void;
  canUndo(): boolean;
  canRedo(): boolean;
  /** One's own steps, oldest first. */
  history(): readonly Deed[];
  /** Undoes or does again until the first `count` steps are done. */
  goTo(count: number): void;
  saved(): Saved;
  /**
   * Resolves once the server has everything that was done here, with the revision of the flow that holds it: what is
   * published under that revision is what was seen.
   */
  settled(): Promise<number>;
  people(): readonly Person[];
  /** Lets others see where one is. */
  tell(presence: Pick<Person, 'chosen' | 'pointer'>): void;
  close(): void;
}
