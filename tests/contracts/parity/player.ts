import type { Input } from '../../../runtime/engine/index.ts';
import type { RealRuntime } from '../../kit/real-runtime.ts';

/** One customer on one channel, who does what a person does there. */
export interface Customer {
  /** How the runtime knows them again. */
  address: { kind: string; address: string };
  /** Addresses as the flow is told of them. */
  from?: string;
  to?: string;
  comes(text?: string): Promise<void>;
  gives(input: Input): Promise<void>;
  /** Where the channel itself tells of silence. */
  staysSilent(): Promise<void>;
  leaves(): Promise<void>;
  /** Closes what is open. */
  close(): void;
}

/** What a player is given: a runtime with a way in of its own. */
export interface Stage {
  runtime: RealRuntime;
  /** Id of the connection, of this play alone. */
  connection: string;
  flow: string;
  /** The play's number, where addresses have to differ. */
  number: number;
  numbered: boolean;
  /** How the next call the flow places ends. Asked when it is placed. */
  dialled(): string;
}

/** How a channel is played; `tests/contracts/parity/players/<channel>.ts` exports one as `player`. */
export interface Player {
  /** What nobody can do there, with the reason. */
  cannot: { [Doing in 'leaves' | 'staysSilent']?: string };
  /** Sets the way in up, and brings the customer to it; they have not come in yet. */
  arrange(stage: Stage): Promise<Customer>;
}
