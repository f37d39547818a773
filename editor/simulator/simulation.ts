import type { ChannelKind, CustomerFacts, FlowDefinition } from '../../runtime/engine/index.ts';
import type { FlowTest, TestResult } from '../../runtime/flow-tests/index.ts';
import { newWorld, type SimulatedWorld } from '../../runtime/simulated-world/index.ts';
import type { Deed, DeedRefusal } from './deed.ts';
import { calledFrom } from './called-from.ts';
import type { Library, Playable } from './library.ts';
import { type Followed, followed, type Following } from './follow.ts';
import { playAgain } from './play-again.ts';
import { type Caller, MOST_CALLS, requestAt } from './real-call.ts';
import { runHere } from './flow-tests/run-here.ts';
import { begun, begunAnew, gone, type Walked, walked, type Walks, originOf, worldOf } from './walks.ts';

/** What a simulation shows. */
export interface Played {
  /** What is played from the next beginning on: the draft as it is now. */
  playable: Playable;
  channel: ChannelKind;
  walks: Walks;
  /** Why the last thing could not be done: what the world says, or what went wrong with the server. */
  refused: DeedRefusal | { failed: unknown } | undefined;
  /** Something has to be loaded before it can go on. */
  isBusy: boolean;
  /** Flows that are called from what is played, as far as they were reached for. */
  called: readonly Playable[];
  /** The real contact that was gone along with: how far, and where that led. */
  followed?:
    | { contact: Following; seq: number; parted?: Followed['parted']; world: SimulatedWorld }
    | undefined;
}

/** What can be different from the beginning on. */
export type Beginning = Partial<Pick<SimulatedWorld, 'at' | 'seed'>> & { customer?: CustomerFacts };

/** A simulation of a flow: who plays asks for things, and everything that is shown is read from it. */
export interface Simulation {
  read: () => Played;
  subscribe: (onChange: () => void) => () => void;
  /** Comes to the flow, on the channel that is chosen. */
  open: (given?: { from?: string; text?: string }) => void;
  do: (deed: Deed) => void;
  goTo: (step: number) => void;
  /** Begins again on the drawing as it is now; what was played stays. */
  begin: () => void;
  /** Goes the way of a real contact as far as it leads, and stands at one of its steps. */
  follow: (contact: Following, seq: number) => void;
  /** Goes the same way once more with something else from the beginning on. */
  change: (beginning: Beginning) => void;
  /** Goes the same way once more on another channel. */
  changeChannel: (channel: ChannelKind) => void;
  /** Goes the same way once more on the drawing as it is now. */
  renew: () => void;
  /** Brings the flows that are called onto the page. */
  reach: () => void;
  /** Whether requests can really be made from here. */
  mayCall: boolean;
  /** Has the request made that is awaited where one is. */
  call: () => void;
  /** The same way on another channel, to be looked at beside this one. */
  beside: (channel: ChannelKind) => SimulatedWorld;
  /** The drawing of a flow the contact is in; undefined where it is not on the page. */
  drawingOf: (flow: string, version: number) => FlowDefinition | undefined;
  /** Takes note that the drawing has changed. */
  redraw: (playable: Omit<Playable, 'version'>) => void;
  /** Runs tests on the drawing as it is now. */
  test: (
    tests: readonly FlowTest[],
    only?: { channels?: readonly string[]; languages?: readonly string[] },
  ) => Promise<TestResult[]>;
}

/**
 * Opens a simulation. Time comes in from outside: it is where the virtual clock begins. Without a caller nobody outside is
 * ever asked.
 */
export function simulation(library: Library, first: Playable, at: number, caller?: Caller): Simulation {
  const listeners = new Set<() => void>();
  library.add(first);
  let played: Played = {
    playable: first,
    channel: first.flow.channels[0] ?? 'chat',
    walks: begun(worldAt(first, { at })),
    refused: undefined,
    isBusy: false,
    called: [],
  };
  const put = (change: Partial<Played>) => {
    played = { ...played, refused: undefined, isBusy: false, ...change };
    for (const listener of listeners) listener();
  };
  /** Works something out; where a flow or a calendar is not here yet, it is loaded and all of it worked out again. */
  function attempt(work: () => Partial<Played>, calls = MOST_CALLS): void {
    const change = work();
    if (!library.lacks()) {
      put(change);
      if (worldOf(played.walks).awaited?.isReal && calls > 0) call(calls - 1);
      return;
    }
    put({ isBusy: true });
    library.complete().then(() => attempt(work, calls), failed);
  }
  /** Has made what is awaited; what comes back is taken, unless whoever plays has gone elsewhere meanwhile. */
  function call(left: number): void {
    const asked = requestAt(worldOf(played.walks));
    if (!caller || !asked) return;
    const { here } = played.walks;
    put({ isBusy: true, refused: played.refused });
    caller(asked).then((outcome) => {
      if (played.walks.here !== here) return put({});
      attempt(() => taken(walked(library.source, played.walks, { type: 'answers', outcome })), left);
    }, failed);
  }
  /** Looks ahead; what is played and refused meanwhile stays as it is. */
  function reach(): void {
    const called = calledFrom(library, played.playable);
    if (library.lacks()) library.complete().then(reach, failed);
    else put({ called, refused: played.refused, isBusy: played.isBusy });
  }
  const failed = (error: unknown) => put({ refused: { failed: error } });
  const taken = (next: Walked): Partial<Played> => (next.ok ? { walks: next.walks } : { refused: next.why });
  function again(beginning: SimulatedWorld, channel?: ChannelKind): Partial<Played> {
    const { walks, stopped } = playAgain(library.source, played.walks, beginning, channel);
    return { walks, refused: stopped?.why, ...(channel === undefined ? {} : { channel }) };
  }
  const origin = () => originOf(played.walks);
  function follow(contact: Following, seq: number): Partial<Played> {
    const opened = contact.steps[0]?.event;
    if (opened?.type !== 'contact.opened') return {};
    const { at: began, channel, customer } = opened;
    const beginning = worldAt(played.playable, { at: began, customer });
    const { walks, parted } = followed(library.source, beginning, contact, seq);
    const world = walks.steps[walks.tip]!.world;
    return { walks, channel, followed: { contact, seq, world, ...(parted ? { parted } : {}) } };
  }

  return {
    read: () => played,
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    open: (given = {}) =>
      attempt(() =>
        taken(walked(library.source, played.walks, { type: 'opens', channel: played.channel, ...given })),
      ),
    do: (deed) => attempt(() => taken(walked(library.source, played.walks, deed))),
    goTo: (step) => put({ walks: gone(played.walks, step) }),
    begin() {
      // Who answers and what calendars say stays as it was set last.
      const { setting } = worldOf(played.walks);
      put({
        walks: begunAnew(played.walks, worldAt(played.playable, { ...origin(), setting })),
        followed: undefined,
      });
    },
    follow: (contact, seq) => attempt(() => follow(contact, seq)),
    change: (beginning) => attempt(() => again({ ...origin(), ...beginning })),
    changeChannel: (channel) => attempt(() => again(origin(), channel)),
    renew: () =>
      attempt(() => {
        const { deed } = played.walks.steps[played.walks.here]!;
        // A contact is followed anew to its end: that is what one wants to know of the new drawing.
        return played.followed && deed?.type === 'recurs'
          ? follow(played.followed.contact, deed.step.event.seq)
          : again(worldAt(played.playable, origin()));
      }),
    reach,
    mayCall: caller !== undefined,
    call: () => call(0),
    beside: (channel) => worldOf(playAgain(library.source, played.walks, origin(), channel).walks),
    drawingOf: (flow, version) => library.source.drawing(flow, version),
    redraw({ flow, machine }) {
      const { playable } = played;
      if (machine === playable.machine) return;
      const next = { flow, machine, version: playable.version + 1 };
      library.add(next);
      // Nothing was played yet: there is nothing to keep on the old drawing.
      const isUntouched = worldOf(played.walks).snapshot === null && played.walks.steps.length === 1;
      put({
        playable: next,
        refused: played.refused,
        ...(isUntouched ? { walks: begun(worldAt(next, origin())) } : {}),
      });
    },
    test: (tests, only) => runHere(library, played.playable, tests, only),
  };
}

/** A world before anybody has come, with what is kept of another one. */
const worldAt = (
  { flow, version }: Playable,
  { at, seed, customer, setting }: Pick<SimulatedWorld, 'at'> & Partial<SimulatedWorld>,
): SimulatedWorld =>
  newWorld({
    flow: flow.id,
    version,
    at,
    ...(seed === undefined ? {} : { seed }),
    ...(customer === undefined ? {} : { customer }),
    ...(setting === undefined ? {} : { setting }),
  });
