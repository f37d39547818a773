import { type ComponentType, createElement, type ReactNode, useEffect, useState } from 'react';
import { Failed, Waiting } from './loaded.tsx';

/** A part of the page that comes in a file of its own. */
export interface Apart<Props> {
  show: ComponentType<Props>;
  /** Loads it ahead of being shown. Resolves when it is there; rejects when it does not come, and may be called again. */
  load: () => Promise<void>;
}

/**
 * Makes a part that is loaded when it is first shown. Where it is there already it is drawn at once: React's own `lazy`
 * would first draw that it waits, and keep that on the screen for a third of a second.
 * @param meanwhile what is in its place until then
 */
export function apart<Props extends object>(
  file: () => Promise<{ default: ComponentType<Props> }>,
  meanwhile: ReactNode = <Waiting />,
): Apart<Props> {
  let part: ComponentType<Props> | undefined;
  let coming: Promise<void> | undefined;
  const load = () => {
    coming ??= file().then(
      (loaded) => {
        part = loaded.default;
      },
      (error: unknown) => {
        coming = undefined;
        throw error;
      },
    );
    return coming;
  };
  function Show(props: Props) {
    const [state, setState] = useState<{ error?: unknown; round: number }>({ round: 0 });
    const { error, round } = state;
    // As it is drawn now: what comes between drawing and this effect has to be drawn as well.
    const isThere = part !== undefined;
    useEffect(() => {
      if (isThere) return undefined;
      let current = true;
      const put = (failed?: { error: unknown }) => {
        if (current) setState({ ...failed, round });
      };
      load().then(
        () => put(),
        (failure: unknown) => put({ error: failure }),
      );
      return () => {
        current = false;
      };
    }, [round, isThere]);
    if (part) return createElement(part, props);
    if (error === undefined) return meanwhile;
    return <Failed error={error} again={() => setState({ round: round + 1 })} />;
  }
  return { show: Show, load };
}

/** Loads parts ahead, one after the other, while the browser has nothing better to do. What does not come is loaded when it is shown. */
export function loadAhead(parts: readonly Pick<Apart<object>, 'load'>[]): void {
  const [next, ...rest] = parts;
  if (!next) return;
  const soon = (work: () => void) =>
    'requestIdleCallback' in globalThis ? requestIdleCallback(work) : setTimeout(work, 200);
  const goOn = () => loadAhead(rest);
  soon(() => void next.load().then(goOn, goOn));
}
