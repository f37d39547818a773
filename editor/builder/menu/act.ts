/** Something a person can start; one object feeds toolbar, menus, keys and the command palette. */
export interface Act {
  id: string;
  /** In the language of the interface. */
  label: string;
  shortcut?: string;
  /** Another one that does the same. */
  alsoBy?: string;
  /** The browser hears its keys, and tells by an event of its own. */
  byBrowser?: boolean;
  /** Where its keys work: with the focus in canvas or outline, or anywhere but in a text. */
  heard: 'drawing' | 'anywhere';
  places: readonly Place[];
  /** It makes sense here and now. */
  can: boolean;
  run: () => void;
}

export type Place = 'toolbar' | 'node' | 'canvas' | 'palette';

/** Whether somebody writes in this element: then keys are letters. */
export const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input, textarea, select, .monaco-editor *'));

/** Whether an element belongs to the drawing: canvas or outline. */
export const isInDrawing = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('.canvas, .outline') !== null;
