import type { CalendarReading } from '../calendar.ts';
import { StepFailure } from './failure.ts';
import type { Machine } from './machine-runner.ts';
import type { Frame } from '../snapshot.ts';
import type { Facts, World } from '../world.ts';

/** What a step asks the world, noted as facts. What was asked once stays true for the whole step. */
export class Lookups {
  readonly facts: Facts = {};
  private readonly world: World;
  /** The machine asked for last: a step asks for the same one again and again. */
  private last: Machine | undefined;

  constructor(world: World) {
    this.world = world;
  }

  /** Throws `StepFailure` when it is not published. */
  machine(flow: string, version: number | undefined): Machine {
    const machine = this.machineOf(flow, version ?? this.facts.flows?.[flow]);
    if (!machine)
      throw new StepFailure(
        'flow.not-published',
        `Flow "${flow}"${version === undefined ? '' : ` version ${version}`} is not published.`,
        undefined,
      );
    if (version === undefined) this.facts.flows = { ...this.facts.flows, [flow]: machine.version };
    return machine;
  }

  calendar(id: string, at: number): CalendarReading | undefined {
    const known = this.facts.calendars?.[id];
    if (known) return known;
    const reading = this.world.calendar(id, at);
    if (reading) this.facts.calendars = { ...this.facts.calendars, [id]: reading };
    return reading;
  }

  /** The machine of a frame; none when its version is gone. */
  find({ flow, version }: Frame): Machine | undefined {
    return this.machineOf(flow, version);
  }

  private machineOf(flow: string, version: number | undefined): Machine | undefined {
    const { last } = this;
    if (last && last.flow === flow && last.version === version) return last;
    return (this.last = this.world.machine(flow, version));
  }

  /** Events the frame's state listens to. */
  waitingFor(frame: Frame): string[] {
    return this.find(frame)?.listensTo(frame.state) ?? [];
  }
}
