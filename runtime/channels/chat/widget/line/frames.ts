/*
 * The same words as the server's protocol.ts, without its checks: the widget carries nothing but itself,
 * and whatever else a newer server says is left alone.
 */

export interface EntryFrame {
  type: 'entry';
  seq: number;
  at: number;
  from: 'customer' | 'flow';
  id: string;
  text: string;
  language?: string;
  dir: 'ltr' | 'rtl' | 'auto';
  recording?: string;
  choices?: { id: string; label: string }[];
  expects?: 'text' | 'choice';
  sensitive?: true;
}

export interface WelcomeFrame {
  type: 'welcome';
  visitor: string;
  contact?: string;
  seq: number;
  token?: string;
}

export interface RefusedFrame {
  type: 'refused';
  code: string;
  message: string;
  id?: string;
  retryAfterSeconds?: number;
}

export type ServerFrame =
  | WelcomeFrame
  | EntryFrame
  | RefusedFrame
  | { type: 'ack'; id: string }
  | { type: 'typing'; on: boolean }
  | { type: 'ended'; seq: number; reason: string };

export interface Hello {
  type: 'hello';
  token: string;
  contact?: string;
  after: number;
  previous?: string;
  language?: string;
}

/** What the customer gave and the server has not confirmed yet. */
export interface Message {
  id: string;
  text: string;
  /** Id of the choice, when a button was pressed; `text` is its label then. */
  choice?: string;
  /** Not to be shown, and not to be kept in the browser. */
  secret?: true;
  at: number;
}
