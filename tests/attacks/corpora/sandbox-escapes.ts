/** Ways to something that makes functions or reaches the surroundings, as JavaScript expressions. */
const ROADS = [
  'this.constructor.constructor',
  '(() => {}).constructor',
  '(function () {}).constructor',
  'input.constructor.constructor',
  'JSON.parse.constructor',
  '[].filter.constructor',
  '"".sub.constructor',
  '(async () => {}).constructor',
  '(function* () {}).constructor',
  '(async function* () {}).constructor',
  'Reflect.get(Object, "constructor")',
  'Object.getOwnPropertyDescriptor(Object.getPrototypeOf(() => {}), "constructor").value',
  'new Proxy(Function, {})',
  'class extends Function {}',
  'Function.prototype.bind.call(Function, null)',
];

/** What an attacker would want to read there. */
const WANTS = [
  'process.env.PATCHBAY_CANARY',
  'globalThis.patchbayCanary',
  'process.mainModule.require("node:fs").readFileSync("/etc/hostname", "utf8")',
  'globalThis.process.binding("natives")',
];

const oneShots = [
  '})(); const leak = typeof process === "object" ? process.env.PATCHBAY_CANARY : null; (() => { return leak;',
  '}; return process.env.PATCHBAY_CANARY; {',
  'return eval("process.env.PATCHBAY_CANARY");',
  'return (0, eval)("this.process.env.PATCHBAY_CANARY");',
  'return require("child_process").execSync("env").toString();',
  'return import("node:fs").then((fs) => fs.readFileSync("/etc/hostname", "utf8"));',
  'const e = new Error(); e.stack; return e.stack.includes("/node_modules/") ? e.stack : null;',
  'Error.prepareStackTrace = (_, frames) => frames[0].getThis(); return new Error().stack;',
  'try { null.f(); } catch (error) { return error.constructor.constructor("return process")().env.PATCHBAY_CANARY; }',
  'return Object.entries(globalThis).find(([name]) => /process|require|Bun|Deno/.test(name));',
  'return new Function("return this")().process.env.PATCHBAY_CANARY;',
  'return [...Object.getOwnPropertyNames(globalThis)].map((n) => globalThis[n]?.env?.PATCHBAY_CANARY).find(Boolean);',
  'Object.prototype.toJSON = () => process.env.PATCHBAY_CANARY; return {};',
  'JSON.stringify = () => JSON.parse(patchbayInput).constructor.constructor("return process.env.PATCHBAY_CANARY")(); return 1;',
  'return Symbol.for("nodejs.util.inspect.custom").constructor.constructor("return process")().env;',
  'return Array.from({ length: 1, 0: process }, (p) => p.env.PATCHBAY_CANARY);',
];

/** Attempts to get out of the sandbox; each would give a secret of the process if it got out. */
export const ESCAPES: string[] = [
  ...ROADS.flatMap((road) =>
    WANTS.map(
      (want) =>
        `const F = ${road}; return (typeof F === "function" ? new F("return " + ${JSON.stringify(want)}) : () => null)();`,
    ),
  ),
  ...oneShots,
];

/** Attempts to take the machine's time or memory. */
export const BOMBS: string[] = [
  'for (;;) {}',
  'while (true) Math.sqrt(2);',
  'const f = () => f(); f();',
  'const f = (n) => n < 2 ? n : f(n - 1) + f(n - 2); return f(50);',
  'let s = "x"; for (;;) s += s;',
  'return "x".repeat(2 ** 28);',
  'return "x".padEnd(2 ** 29, "y");',
  'return new Array(2 ** 31).fill(0);',
  'const a = []; for (;;) a.push(new Array(1000).fill(1));',
  'return new ArrayBuffer(2 ** 32);',
  'return new Uint8Array(2 ** 31 - 1).length;',
  'return JSON.stringify(Array.from({ length: 1e7 }, (_, n) => n));',
  'let o = {}; for (let n = 0; n < 1e6; n++) o = { o }; return o;',
  'return JSON.parse("[".repeat(1e6) + "]".repeat(1e6));',
  'return /^(a+)+$/.test("a".repeat(60) + "!");',
  'return /(x+x+)+y/.test("x".repeat(60));',
  'const m = new Map(); for (let n = 0; ; n++) m.set(n, { n });',
  'Promise.resolve().then(function again() { return Promise.resolve().then(again); }); return 1;',
  'const g = (function* () { for (;;) yield 1; })(); return [...g];',
  'return [..."x".repeat(1e7)].sort(() => 0.5 - Math.random());',
  'return BigInt(2) ** BigInt(10) ** BigInt(9);',
  'const p = new Proxy({}, { get: (t, k, r) => r[k] }); return p.x;',
];
