import type { Effect, EffectType } from '../engine/index.ts';
import type { CarryOut, Row } from './carry-out.ts';

/** Carries out effects of some types after the commit that decided them. */
export interface Carrier {
  /** Whether the effect needs a row in the outbox; else its channel hands it over in its own way. */
  takes(effect: Effect, connection: string): boolean;
  /** Rows of one lane go one after the other, those of different lanes side by side. */
  lane(row: Row): string;
  /** Only so many rows pass a gate at once: one per far side, so that a slow one keeps nobody from another. */
  gate(row: Row): string;
  attempt: CarryOut;
}

/** Every type of effect and who carries it out: a new type does not compile until somebody does. `step`: the commit has done it. */
export type RealWorld = { [Type in EffectType]: Carrier | 'step' };

export function realWorld({
  push,
  http,
  script,
}: {
  push: Carrier;
  http: Carrier;
  script: Carrier;
}): RealWorld {
  return {
    'channel.prompt': push,
    'channel.collect': push,
    'channel.dial': push,
    'channel.end': push,
    'http.request': http,
    'script.run': script,
    'customer.update': 'step',
    'contact.note': 'step',
  };
}

/** The carrier of an effect, if it needs one. */
export function carrierOf(world: RealWorld, effect: Effect): Carrier | undefined {
  const carrier = world[effect.type];
  return carrier === 'step' ? undefined : carrier;
}
