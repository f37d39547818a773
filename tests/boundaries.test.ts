import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  allowedImports,
  forbiddenImports,
  impureCode,
  surroundings,
  uncompilable,
  type Planted,
} from './kit/planted.ts';

// A boundary nobody has seen fail is decoration: every rule is broken here on purpose, in a copy of the
// project that has the real configuration and empty files.
const project = join(import.meta.dirname, '..');
const configuration = [
  '.oxlintrc.json',
  'tsconfig.json',
  'runtime/engine/tsconfig.json',
  'runtime/channels/chat/widget/tsconfig.json',
  ...['runtime', 'nodes', 'db', 'editor', 'tests'].map((folder) => `${folder}/tsconfig.json`),
];

let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'patchbay-boundaries-'));
});

afterAll(() => {
  rmSync(copy, { recursive: true, force: true });
});

function plant(name: string, files: Planted[]): string {
  const root = join(copy, name);
  const empty = surroundings.map((path) => ({ path, code: 'export {};\n' }));
  for (const { path, code } of [...empty, ...files]) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), code);
  }
  for (const path of configuration) cpSync(join(project, path), join(root, path));
  symlinkSync(join(project, 'node_modules'), join(root, 'node_modules'));
  return root;
}

interface Finding {
  filename: string;
  code: string;
  message: string;
}

function lint(name: string, files: Planted[]): Finding[] {
  const root = plant(name, files);
  const oxlint = join(project, 'node_modules/.bin/oxlint');
  const { stdout, stderr } = spawnSync(
    oxlint,
    ['--format', 'json', 'editor', 'runtime', 'nodes', 'db', 'tests'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  if (!stdout.startsWith('{')) throw new Error(`oxlint did not run: ${stdout}${stderr}`);
  const { diagnostics }: { diagnostics: Finding[] } = JSON.parse(stdout);
  return diagnostics;
}

function compile(name: string, files: Planted[]): string[] {
  const root = plant(name, files);
  const tsc = join(project, 'node_modules/.bin/tsc');
  return spawnSync(tsc, ['-b', '--pretty', 'false'], { cwd: root, encoding: 'utf8' }).stdout.split('\n');
}

const title = ({ path, code }: Planted) => `${path}: ${code.split('\n')[0]}`;
const found = (findings: Finding[], { path }: Planted, rule: RegExp) =>
  findings.filter(({ filename, code }) => filename === path && rule.test(code)).map(({ message }) => message);

describe('imports', () => {
  let forbidden: Finding[];
  let allowed: Finding[];
  beforeAll(() => {
    forbidden = lint('forbidden', forbiddenImports);
    allowed = lint('allowed', allowedImports);
  });

  test.each(forbiddenImports.map((planted) => [title(planted), planted] as const))(
    'reports %s',
    (_, planted) => {
      expect(found(forbidden, planted, /no-restricted-imports/)).toHaveLength(1);
    },
  );

  test('lets through what each folder needs', () => {
    expect(allowed.map(({ filename, message }) => `${filename}: ${message}`)).toEqual([]);
  });

  test('reports a ring of imports', () => {
    const ring = lint('ring', [
      {
        path: 'runtime/acd/one.ts',
        code: "import { two } from './two.ts';\nexport const one = () => two;\n",
      },
      {
        path: 'runtime/acd/two.ts',
        code: "import { one } from './one.ts';\nexport const two = () => one;\n",
      },
    ]);
    expect(ring.map(({ code }) => code)).toContain('import(no-cycle)');
  });
});

describe('purity', () => {
  let impure: Finding[];
  let errors: string[];
  beforeAll(() => {
    impure = lint('impure', impureCode);
    errors = compile('uncompilable', uncompilable);
  });

  test.each(impureCode.map((planted) => [title(planted), planted] as const))('reports %s', (_, planted) => {
    expect(found(impure, planted, /no-restricted-(globals|properties)/)).toHaveLength(1);
  });

  test.each(uncompilable.map((planted) => [title(planted), planted] as const))(
    'does not compile %s',
    (_, planted) => {
      expect(errors.filter((line) => line.startsWith(`${planted.path}(`))).not.toEqual([]);
    },
  );

  test('compiles what is allowed', () => {
    const nothingToBuild = allowedImports.filter(({ path }) => !path.startsWith('editor/ui'));
    expect(compile('compiles', nothingToBuild).filter((line) => line !== '')).toEqual([]);
  });
});
