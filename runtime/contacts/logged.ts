import { type Effect, MASKED } from '../engine/index.ts';

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
