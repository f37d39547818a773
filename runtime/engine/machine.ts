import type { ChannelKind } from './channel-kind.ts';
import type { Rule } from './document/comparison.ts';
import type { Choice, Listening } from './effect.ts';
import type { Expression } from './document/expression.ts';
import type { Variable } from './document/flow.ts';
import type { RequestParams } from './document/request.ts';
import type { InputSpec } from './input/input-spec.ts';
import type { InputProblem } from './input/parsed.ts';
import type { Texts } from './document/text.ts';
import type { Value } from './document/value.ts';

/** A choice as written in the flow: its label is still to be chosen by language. */
export type ChoiceTexts = Omit<Choice, 'label' | 'words'> & {
  label: Texts;
  words?: { [language: string]: string[] };
};

/** A variable and where its value stands in a result, as a JSON pointer. */
export interface FromResult {
  variable: string;
  from: string;
}

/**
 * The closed vocabulary of actions. Node types contribute states that name these, so a machine is plain JSON:
 * it can be stored, compared, shown in any XState viewer and tested against golden files.
 */
export type Action =
  | { type: 'visit'; params: { node: string } }
  | { type: 'take'; params: { node: string; exit: string } }
  | { type: 'prompt'; params: { texts: Texts; announce?: ChoiceTexts[]; awaited?: boolean } }
  | {
      type: 'collect';
      params: Omit<Listening, 'choices' | 'hints'> & {
        choices?: ChoiceTexts[];
        hints?: { [language: string]: string[] };
      };
    }
  | { type: 'dial'; params: { to: Expression; callerId?: Expression; timeoutSeconds: number } }
  | { type: 'request'; params: RequestParams }
  | { type: 'runCode'; params: { source: string; inputs: { [name: string]: Expression } } }
  | { type: 'note'; params: { text: Texts } }
  /** Starts the one timer of the waiting state that is entered; entering the next one replaces it. */
  | {
      type: 'startTimer';
      params:
        | { seconds: Expression }
        | { voiceSeconds: number; textSeconds: number }
        /** Until a date (its beginning) or an instant. */
        | { until: Expression };
    }
  | { type: 'assign'; params: { set: { variable: string; to: Expression }[]; forgetInput?: boolean } }
  | { type: 'assignItem'; params: { variable: string; list: Expression; counter: string } }
  | { type: 'keepInput'; params: { as: InputSpec } }
  /** Keeps what an awaited effect or a sub-flow came back with, for texts; with `only`, no more than these members. */
  | { type: 'keepResult'; params: { only?: string[] } }
  /** Takes values out of what came back; `from` is a JSON pointer into it. Where nothing is, the variable is emptied. */
  | { type: 'assignResult'; params: { set: FromResult[] } }
  | { type: 'count'; params: { counter: string; reset?: boolean } }
  /** Keeps what the calendar says for texts, as `hours`. */
  | { type: 'keepHours'; params: { calendar: string } }
  /** Speaks the flow's language that suits the wanted tag best (`tr-TR` finds `tr`); where none does, nothing changes. */
  | { type: 'setLanguage'; params: { to: Expression } }
  /** Makes the current language the customer's own. */
  | { type: 'rememberLanguage'; params: Record<string, never> }
  | { type: 'callFlow'; params: { flow: string; version?: number; inputs: { [name: string]: Expression } } }
  | { type: 'goToFlow'; params: { flow: string; version?: number; inputs: { [name: string]: Expression } } }
  | { type: 'end'; params: { reason: string; outcome?: string } };

/** The closed vocabulary of guards. */
export type Guard =
  /** The input is this option: its button, its key, or (folded, all languages) one of its words. */
  | { type: 'picks'; params: { option: string; key?: string; words: string[]; within?: boolean } }
  /** The input makes sense as this; with `value`, as just this value; with `problem`, it makes none, for this reason. */
  | { type: 'parses'; params: { as: InputSpec; value?: Value; problem?: InputProblem } }
  | { type: 'holds'; params: Rule }
  /** Fewer than `limit` counted; a list stands for its length. */
  | { type: 'countBelow'; params: { counter: string; limit: Expression } }
  | { type: 'calendarIs'; params: { calendar: string; status: 'open' | 'closed' | 'holiday' | 'emergency' } }
  /** The draw, 0 to 9,999, lies in [from, to). */
  | { type: 'draws'; params: { salt: string; sticky: boolean; from: number; to: number } }
  /** The sub-flow, or the awaited effect, came back with this. */
  | { type: 'returns'; params: { field: string; value: string } }
  /** What came back is a number of at least `from` and below `below` in this field. */
  | { type: 'returnsWithin'; params: { field: string; from: number; below: number } }
  /** What came back can be put into these variables. */
  | { type: 'fits'; params: { set: FromResult[] } }
  /** The step failed in this node. */
  | { type: 'failedIn'; params: { node: string } };

/** Events a waiting state can listen to. The last two come from the engine itself. */
export type EventType =
  | 'input.received'
  | 'input.timedOut'
  | 'timer.fired'
  | 'effect.succeeded'
  | 'effect.failed'
  | 'interaction.left'
  | 'contact.closed'
  | 'flow.returned'
  | 'flow.error';

export interface TransitionJson {
  target?: string;
  guard?: Guard;
  actions?: Action[];
  reenter?: true;
}

export interface StateJson {
  type?: 'final';
  entry?: Action[];
  always?: TransitionJson[];
  on?: { [event in EventType]?: TransitionJson[] };
}

/** What XState's `createMachine` takes, as JSON. */
export interface MachineConfig {
  id: string;
  initial: string;
  states: { [key: string]: StateJson };
  on?: { [event in EventType | 'flow.started']?: TransitionJson[] };
}

/** A compiled flow: the machine and what the engine must know to run it. */
export interface MachineJson {
  flow: string;
  languages: string[];
  channels: ChannelKind[];
  zone: string;
  variables: Variable[];
  apology?: Texts;
  config: MachineConfig;
}

/** State before the flow has begun; keeps XState's initial macrostep empty. */
export const IDLE = '(idle)';

/** Key of a node's state in the machine; a node's first state bears the node's id. */
export const stateKey = (node: string, state: string): string =>
  state === 'start' ? node : `${node}/${state}`;

/** Node that a state key belongs to. */
export const nodeOf = (key: string): string => {
  const slash = key.indexOf('/');
  return slash < 0 ? key : key.slice(0, slash);
};
