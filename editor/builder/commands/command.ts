import type { FlowDefinition, Issue, Registry } from '../../../runtime/engine/index.ts';

/** What a command may use besides the document. Ids come from outside, so that a test can say what they are. */
export interface Making {
  registry: Registry;
  /** A new id that none of `taken` is, beginning with `wish`. */
  newId(this: void, wish: string, taken: (id: string) => boolean): string;
}

/** The document after a command, and what is chosen then; or why nothing was done. */
export type Edit =
  | { flow: FlowDefinition; chosen?: readonly string[] }
  /** `refused` is the message `commands.refused.<code>`; what is found in `issue` is its `{message}`, in the reader's language. */
  | { refused: string; values?: { [name: string]: string | number }; issue?: Issue };

/** Where a person is when a command is offered. */
export interface Scene {
  flow: FlowDefinition;
  /** Ids of what is chosen: nodes, frames, notes. */
  chosen: readonly string[];
  /** Where on the drawing something new belongs when nothing says otherwise: the middle of what is seen. */
  middle: { x: number; y: number };
  /** Where something stands, and how large it is drawn. */
  boxOf(this: void, id: string): { x: number; y: number; width: number; height: number } | undefined;
}

/** How toolbar, menu, shortcut and palette start a command: one object feeds them all. */
export interface Offer<Args> {
  /** Keys, as `Mod+D`; `Mod` is Ctrl, or Cmd on a Mac. Works where the canvas or the outline has the focus. */
  shortcut?: string;
  places: readonly ('toolbar' | 'node' | 'canvas' | 'palette')[];
  /** What the command would be done with here; undefined where it makes no sense. */
  args(scene: Scene): Args | undefined;
}

/**
 * One edit of a flow. Pure: document in, document out; everything it leaves alone stays the very same object, so that a
 * change can be found by comparing identities. Its name is the message `commands.<id>`.
 */
export interface Command<Args> {
  /** Name of its file; where a file holds several of a kind, each has its own. */
  id: string;
  edit(flow: FlowDefinition, args: Args, making: Making): Edit;
  offer?: Offer<Args>;
}

/** A command whose arguments nobody needs to know: as lists of commands hold it. */
export type AnyCommand = Command<never>;

/** Lets TypeScript see that a command is one. */
export const defineCommand = <Args>(command: Command<Args>): Command<Args> => command;
