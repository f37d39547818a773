import { type Decisions, PLAIN } from './decisions.ts';
import type { ContactEvent } from '../event.ts';
import { StepFailure } from './failure.ts';
import { Journal } from './journal.ts';
import { Lookups } from './lookups.ts';
import { nodeOf } from '../machine.ts';
import type { Frame, FrameContext, MachineContext, Snapshot } from '../snapshot.ts';
import { type Step, stepOf } from './step-result.ts';
import type { World } from '../world.ts';

/** What a failure undoes: everything since the event came, or since the running flow was entered or returned to. */
interface Savepoint {
  frames: Frame[];
  ended: Snapshot['ended'];
  journal: ReturnType<Journal['save']>;
}

/** A contact during a step: the frames as far as they have come, what was asked for, what can be undone, what it comes to. */
export abstract class WorkingCopy {
  protected frames: Frame[];
  protected inbox: NonNullable<Snapshot['inbox']>;
  protected ended: Snapshot['ended'];
  protected failure: StepFailure | undefined;
  protected status: 'kept' | 'ignored' | undefined;
  protected savepoint: Savepoint;

  protected readonly journal: Journal;
  protected readonly lookups: Lookups;
  protected readonly before: Snapshot;
  /** What no step of the contact changes. */
  protected readonly about: MachineContext['contact'];
  /** What is being answered: the event of the step, or an input kept from an earlier one. */
  protected event: ContactEvent;

  protected readonly decisions: Decisions;

  constructor(world: World, before: Snapshot, event: ContactEvent, decisions: Decisions = PLAIN) {
    this.decisions = decisions;
    this.lookups = new Lookups(world);
    const { frames, inbox, ended, ...about } = before;
    this.before = before;
    this.about = about;
    this.event = event;
    this.frames = [...frames];
    this.inbox = inbox ?? [];
    this.ended = ended;
    this.journal = new Journal(before.contact);
    this.savepoint = this.save();
  }

  protected isGone(): boolean {
    return this.event.type === 'interaction.left' || this.event.type === 'contact.closed';
  }

  protected remember(change: Partial<FrameContext>): void {
    const frame = this.frames.at(-1)!;
    this.replaceFrame({ ...frame, context: { ...frame.context, ...change } });
  }

  protected replaceFrame(frame: Frame): void {
    this.frames[this.frames.length - 1] = frame;
  }

  protected save(): Savepoint {
    const { frames, ended } = this;
    return { frames: [...frames], ended, journal: this.journal.save() };
  }

  protected undoTo({ frames, ended, journal }: Savepoint): void {
    this.frames = [...frames];
    this.ended = ended;
    this.journal.undoTo(journal);
  }

  /** The net under node types: a state that listens to nothing would keep the contact for ever. */
  protected mustListen(): void {
    const frame = this.frames.at(-1);
    if (this.ended || !frame || this.waitingFor().length > 0) return;
    throw new StepFailure('step.stuck', `Nothing leads on from "${frame.state}".`, nodeOf(frame.state));
  }

  protected waitingFor(): string[] {
    const frame = this.frames.at(-1);
    if (this.ended || !frame) return [];
    return this.lookups.waitingFor(frame);
  }

  protected result(): Step {
    const { about, ended, failure, frames, inbox, journal, lookups, status } = this;
    const snapshot: Snapshot = {
      frames: ended ? frames.slice(0, 1) : frames,
      ...about,
      ...(inbox.length > 0 ? { inbox } : {}),
      ...(ended ? { ended } : {}),
    };
    return stepOf({
      snapshot,
      journal,
      failure,
      status,
      facts: lookups.facts,
      waitingFor: this.waitingFor(),
    });
  }
}
