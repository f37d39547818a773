import { afterAll, describe, expect, it } from 'vitest';
import { sandbox } from './sandbox.ts';

const box = sandbox(new URL('./thread.js', import.meta.url));
afterAll(() => box.close());

describe('a script in the sandbox', () => {
  it('reads its input and gives back JSON', async () => {
    expect(await box.run('return { sum: input.a + input.b, list: [1, null] };', { a: 2, b: 3 })).toEqual({
      ok: true,
      output: { sum: 5, list: [1, null] },
    });
  });

  it('gives null when it returns nothing', async () => {
    expect(await box.run('const unused = 1;', {})).toEqual({ ok: true, output: null });
  });

  it('says in which line it failed', async () => {
    const result = await box.run('const a = 1;\nthrow new TypeError("no such order");', {});
    expect(result).toMatchObject({
      ok: false,
      code: 'script.error',
      message: 'TypeError: no such order',
      line: 2,
    });
  });

  it('is told when it is not code at all', async () => {
    expect(await box.run('return {', {})).toMatchObject({ ok: false, code: 'script.error' });
  });

  it.each([
    ['an endless loop', 'for (;;) {}', 'script.timeout'],
    ['a hungry string', 'let s = "x"; for (;;) s += s;', /script\.(memory|timeout|error)/],
    [
      'a hungry list',
      'const a = []; for (;;) a.push(new Array(1000).fill(a.length));',
      /script\.(memory|timeout)/,
    ],
    ['endless recursion', 'const f = () => f(); f();', 'script.error'],
    ['a catastrophic pattern', 'return /^(a+)+$/.test("a".repeat(40) + "b");', 'script.timeout'],
    ['a result that is no JSON', 'return () => 1;', 'script.output'],
    ['a result without end', 'const a = {}; a.a = a; return a;', 'script.error'],
    ['a result that is too long', 'return "x".repeat(70000);', 'script.output'],
  ])('stops %s and goes on working', async (_name, source, code) => {
    const result = await box.run(source, {});
    expect(result.ok ? 'ok' : result.code).toMatch(code);
    expect(await box.run('return 1;', {})).toEqual({ ok: true, output: 1 });
  });

  it.each([
    'process',
    'require',
    'fetch',
    'globalThis.process',
    'setTimeout',
    'console',
    'importScripts',
    'WebAssembly',
    'std',
    'os',
  ])('finds no %s', async (name) => {
    const result = await box.run(`try { return typeof ${name}; } catch { return 'undefined'; }`, {});
    expect(result).toEqual({ ok: true, output: 'undefined' });
  });

  it('leaves nothing behind for the next one', async () => {
    await box.run('Object.prototype.stolen = input.secret; globalThis.kept = input.secret;', {
      secret: 'hush',
    });
    const all = await Promise.all(
      Array.from({ length: 6 }, () => box.run('return [typeof kept, ({}).stolen ?? null];', {})),
    );
    for (const result of all) expect(result).toEqual({ ok: true, output: ['undefined', null] });
  });

  it('runs many at once', async () => {
    const results = await Promise.all(
      Array.from({ length: 60 }, (_, n) => box.run('return input.n * 2;', { n })),
    );
    expect(results.map((result) => (result.ok ? result.output : result.code))).toEqual(
      Array.from({ length: 60 }, (_, n) => n * 2),
    );
  });
});
