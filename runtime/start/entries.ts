import { type ObserveGroup, type Writer, writerInProcess, writerInThread } from '../../db/writer.ts';

/** In the built product the writer has a thread of its own, so that an fsync does not hold up the event loop. */
export function openWriter(file: string, observe: ObserveGroup): Promise<Writer> {
  return import.meta.env.PROD
    ? writerInThread(file, new URL('./writer.js', import.meta.url), observe)
    : writerInProcess(file, { observe });
}

/** The file workers of the sandbox run: bundled in the built product, from the sources in development. */
export const sandboxEntry = (): URL =>
  import.meta.env.PROD
    ? new URL('./sandbox.js', import.meta.url)
    : new URL('../sandbox/thread.js', import.meta.url);
