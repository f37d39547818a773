import {
  type Effect,
  type EffectMap,
  type FlowDefinition,
  type Happening,
  mocked,
  mockSchema,
  nodeOf,
  type Snapshot,
} from '../../runtime/engine/index.ts';

/** What the world does about an effect on its own, and after how long. */
type Answered = { afterMs: number; happening: Happening } | undefined;

/**
 * The world of a test, one entry per effect type. What a customer would notice is noted by the transcript and answered by
 * the test; only what a node brings its own stand-in for is answered here.
 */
function effectWorld(flows: FlowDefinition[], snapshot: Snapshot): EffectMap<Answered> {
  const nothing = () => undefined;
  return {
    'channel.prompt': nothing,
    'channel.collect': nothing,
    'channel.dial': nothing,
    'channel.end': nothing,
    'customer.update': nothing,
    'contact.note': nothing,
    'script.run': nothing,
    'http.request': (effect) => {
      const frame = snapshot.frames.at(-1);
      if (frame?.context.pending !== effect.id) return undefined;
      const flow = flows.find(({ id }) => id === frame.flow);
      const mock = mockSchema.safeParse(flow?.nodes[nodeOf(frame.state)]?.config['mock']);
      return mock.success ? mocked(effect, mock.data) : undefined;
    },
  };
}

/** What the world does about an effect, given the flows and where the contact is. */
export const answerOfWorld = (effect: Effect, flows: FlowDefinition[], snapshot: Snapshot): Answered =>
  (effectWorld(flows, snapshot)[effect.type] as (one: Effect) => Answered)(effect);
