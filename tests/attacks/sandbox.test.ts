import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sandbox, type ScriptResult } from '../../runtime/sandbox/sandbox.ts';
import { BOMBS, ESCAPES } from './corpora/sandbox-escapes.ts';

const CANARY = 'canary-that-lives-outside-of-the-sandbox';
const box = sandbox(new URL('../../runtime/sandbox/thread.js', import.meta.url));
beforeAll(() => {
  process.env['PATCHBAY_CANARY'] = CANARY;
  Object.assign(globalThis, { patchbayCanary: CANARY });
});
afterAll(async () => {
  delete process.env['PATCHBAY_CANARY'];
  await box.close();
});

/** Signs of having been outside: the canary, the machine's name, or the insides of Node. */
function gotOut(found: unknown): boolean {
  const text = JSON.stringify(found ?? null) ?? String(found);
  const host = readFileSync('/etc/hostname', 'utf8').trim();
  return (
    text.includes(CANARY) ||
    (host !== '' && text.includes(host)) ||
    /internal\/bootstrap|node_modules/.test(text)
  );
}

const told = (result: ScriptResult): unknown => (result.ok ? result.output : result.message);

describe(`${ESCAPES.length} ways out of the sandbox`, () => {
  it.each(ESCAPES.map((source, index) => [index, source] as const))(
    'leads nowhere: %i',
    async (_index, source) => {
      expect(gotOut(told(await box.run(source, { name: 'Ann' })))).toBe(false);
    },
  );

  it('fires on a sandbox that is none (positive control)', () => {
    const open = ESCAPES.filter((source) => {
      try {
        const found: unknown = runInNewContext(
          `(function (input) { ${source} })(input)`,
          { input: {} },
          { timeout: 500 },
        );
        // Some give a promise that is refused later: it tells nothing, and must not end the process.
        (found as Partial<Promise<unknown>> | undefined)?.then?.(
          () => undefined,
          () => undefined,
        );
        return gotOut(found);
      } catch {
        return false;
      }
    });
    expect(new Set([...ESCAPES, ...BOMBS]).size).toBeGreaterThanOrEqual(60);
    // node:vm shares its host's functions: what is reached through a value from outside gets out.
    expect(open.length).toBeGreaterThanOrEqual(2);
  });
});

describe(`${BOMBS.length} bombs`, () => {
  it.each(BOMBS.map((source, index) => [index, source] as const))(
    'is stopped, and the next code runs: %i',
    async (_index, source) => {
      const before = process.memoryUsage().rss;
      await box.run(source, {});
      expect(await box.run('return input.n + 1;', { n: 1 })).toEqual({ ok: true, output: 2 });
      expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);
    },
  );
});
