import { Refused } from '../../api.ts';
import type { Draft } from './draft.ts';

/** Ms a line may take to come back by itself, as after a restart of the server. */
const BACK_WITHIN_MS = 1_500;

/**
 * Resolves with the revision that holds everything that was done, as `settled` does, but waits for no network: while there is
 * none it is refused with `draft.offline`, for nobody knows how long that is.
 * @param isThere whether the browser knows of a network
 */
export function settledNow(
  draft: Pick<Draft, 'settled' | 'saved' | 'subscribe'>,
  isThere: () => boolean = () => navigator.onLine,
): Promise<number> {
  return new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = draft.subscribe(look);
    function over(): void {
      clearTimeout(timer);
      stop();
    }
    function giveUp(): void {
      over();
      reject(
        new Refused('draft.offline', 'No network: your draft is kept here; publish again when it is back.'),
      );
    }
    function look(): void {
      if (draft.saved() !== 'offline') {
        clearTimeout(timer);
        timer = undefined;
      } else if (!isThere()) giveUp();
      else timer ??= setTimeout(giveUp, BACK_WITHIN_MS);
    }
    look();
    draft.settled().then(
      (revision) => {
        over();
        resolve(revision);
      },
      (error: unknown) => {
        over();
        reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  });
}
