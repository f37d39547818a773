import type { AnyNodeType, InterfaceLanguage, Rule, Texts } from '../../../runtime/engine/index.ts';
import type { NameOf } from '../node-gist.ts';

/** How names are written in the language of the interface. */
export interface Wording {
  language: InterfaceLanguage;
  typeOf: (type: string) => AnyNodeType | undefined;
  nameOfLanguage: (tag: string) => string;
  nameOfChannel: (kind: string) => string;
  /** Of a field of the flow or of every node, by its path: `exits`, `variables.type`. */
  nameOfMember: (path: string) => string | undefined;
  /** Of a type of values: a text, a number. */
  nameOfValueType: (type: string) => string;
  nameOfNode: (id: string) => string;
  /** As its node's card has it. */
  nameOfExit: (node: string, exit: string) => string;
  /** Of what a node refers to by id. */
  nameOf: NameOf;
  /** What a customer is told, in the language it is read in; undefined when that is nothing. */
  textOf: (texts: Texts) => string | undefined;
  ruleOf: (rule: Rule) => string;
  yesOrNo: (value: boolean) => string;
}

/** A node whose fields are told, and its type where that is known. */
export interface ToldNode {
  id: string;
  type: AnyNodeType | undefined;
}

/** A name on the way to a value that is the key of a language or a channel, in words; else as it is. */
export function innerName(part: string, { nameOfLanguage, nameOfChannel }: Wording): string {
  const channel = nameOfChannel(part);
  if (channel !== part) return channel;
  return isLanguage(part) ? nameOfLanguage(part) : part;
}

export const isLanguage = (part: string): boolean => /^[a-z]{2}(-[A-Za-z]{2,4})?$/.test(part);

export type Members = { [name: string]: unknown };

export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
