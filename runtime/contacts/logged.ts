import type { ContactEvent, Effect } from '../engine/index.ts';

/** Stands in the log where something is for the flow alone. */
export const MASKED = '«masked»';

/** An event as the log may hold it. */
export function loggedEvent(event: ContactEvent): ContactEvent {
  if (event.type !== 'effect.succeeded' || !event.sensitive) return event;
  const { body: _body, headers: _headers, ...rest } = event.result;
  return { ...event, result: { ...rest, body: MASKED } };
}

/** Effects as the log may hold them. */
export const loggedEffects = (effects: Effect[]): Effect[] =>
  effects.map((effect) => {
    if (effect.type !== 'http.request' || !effect.sensitive) return effect;
    const { body, ...rest } = effect;
    const host = effect.url.split(/[?#]/, 1)[0]!.split('/', 3).join('/');
    return {
      ...rest,
      url: `${host}/${MASKED}`,
      headers: {},
      ...(body === undefined ? {} : { body: MASKED }),
    };
  });
