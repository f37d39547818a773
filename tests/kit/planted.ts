/** A file that breaks (or keeps) an import or purity rule. */
export interface Planted {
  path: string;
  code: string;
}

const bring = (what: string) => `import * as it from '${what}';\nexport const used = it;\n`;
const bringType = (what: string) => `import type * as it from '${what}';\nexport type Used = typeof it;\n`;

// One file each, so that one violation cannot hide another.
function files(rows: [path: string, code: string][]): Planted[] {
  return rows.map(([path, code], index) => ({ path: path.replace('#', `planted-${index}`), code }));
}

/** Imports the linter has to report. */
export const forbiddenImports = files([
  ['runtime/engine/#.ts', bring('hono')],
  ['runtime/engine/#.ts', bring('react')],
  ['runtime/engine/#.ts', bring('node:fs')],
  ['runtime/engine/#.ts', bring('../main.ts')],
  ['runtime/engine/#.ts', bring('../../nodes/index.ts')],
  ['runtime/engine/#.ts', bring('./../main.ts')],
  ['runtime/engine/#.ts', bring('./input/../../main.ts')],
  ['runtime/engine/#.ts', "export const used = () => import('../main.ts');\n"],
  ['runtime/engine/#.ts', "export * from '../main.ts';\n"],
  ['runtime/engine/input/#.ts', bring('../../main.ts')],
  ['runtime/engine/input/#.ts', bring('drizzle-orm')],
  ['runtime/#.ts', bring('../editor/main.tsx')],
  ['runtime/#.ts', bring('../tests/kit.ts')],
  ['runtime/#.ts', bring('react')],
  ['runtime/api/#.ts', bring('../../editor/main.tsx')],
  ['runtime/acd/match.ts', bring('../engine/step.ts')],
  ['runtime/channels/chat/#.ts', bring('../voice/index.ts')],
  ['runtime/channels/chat/#.ts', bring('../../contacts/inbox.ts')],
  ['runtime/channels/chat/#.ts', bring('../../../db/client.ts')],
  ['runtime/channels/chat/parts/#.ts', bring('../../voice/index.ts')],
  ['runtime/channels/chat/parts/#.ts', bring('../../../contacts/inbox.ts')],
  ['runtime/channels/chat/widget/#.ts', bring('../index.ts')],
  ['runtime/contacts/#.ts', bring('hono')],
  ['runtime/contacts/#.ts', bring('../channels/adapter.ts')],
  ['runtime/contacts/#.ts', bring('../main.ts')],
  ['runtime/effects/#.ts', bring('../contacts/inbox.ts')],
  ['runtime/effects/#.ts', bringType('../contacts/inbox.ts')],
  ['runtime/effects/#.ts', bring('../engine/step.ts')],
  ['runtime/effects/#.ts', bring('../main.ts')],
  ['runtime/effects/#.ts', bring('../desk/index.ts')],
  ['runtime/effects/#.ts', bring('../../nodes/index.ts')],
  ['nodes/#.ts', bring('./menu/index.ts')],
  ['nodes/menu/#.ts', bring('../message/index.ts')],
  ['nodes/menu/#.ts', bring('../index.ts')],
  ['nodes/menu/#.ts', bring('react')],
  ['nodes/menu/#.ts', bring('../../db/client.ts')],
  ['nodes/menu/#.ts', bring('../../runtime/main.ts')],
  ['nodes/menu/#.ts', bring('../../runtime/engine/../main.ts')],
  ['nodes/menu/inspector.tsx', bring('../../editor/builder/canvas.tsx')],
  ['db/#.ts', bring('../runtime/main.ts')],
  ['db/#.ts', bring('../runtime/engine/step.ts')],
  ['db/#.ts', bring('hono')],
  ['db/queries/#.ts', bring('../../nodes/index.ts')],
  ['editor/#.ts', bring('../runtime/main.ts')],
  ['editor/#.ts', bring('../db/client.ts')],
  ['editor/desk/#.tsx', bring('../builder/canvas.tsx')],
  ['editor/desk/#.tsx', bringType('../builder/canvas.tsx')],
  ['editor/desk/#.ts', bring('../../runtime/main.ts')],
  ['editor/desk/#.ts', bring('hono/client')],
  ['editor/desk/parts/#.ts', bring('../../builder/canvas.tsx')],
  ['editor/desk/parts/#.ts', bring('../../../runtime/main.ts')],
  ['editor/ui/#.tsx', bring('../builder/canvas.tsx')],
  ['editor/ui/#.tsx', bring('../api.ts')],
  ['editor/ui/#.tsx', bring('../../runtime/engine/step.ts')],
]);

/** Imports that everyone needs and nobody may be told off for. */
export const allowedImports = files([
  ['runtime/engine/#.ts', bring('zod')],
  ['runtime/engine/#.ts', bring('xstate')],
  ['runtime/engine/#.ts', bring('liquidjs')],
  ['runtime/engine/#.ts', bring('libphonenumber-js/max')],
  ['runtime/engine/#.ts', bring('temporal-polyfill')],
  ['runtime/engine/#.ts', bring('./step.ts')],
  ['runtime/engine/#.ts', bring('./input/input.ts')],
  ['runtime/engine/input/#.ts', bring('../step.ts')],
  ['runtime/#.ts', bring('../nodes/index.ts')],
  ['runtime/#.ts', bring('../db/client.ts')],
  ['runtime/#.ts', bring('node:fs')],
  ['runtime/api/#.ts', bring('../contacts/inbox.ts')],
  ['runtime/channels/chat/#.ts', bring('../adapter.ts')],
  ['runtime/channels/chat/#.ts', bring('../../engine/step.ts')],
  ['runtime/channels/chat/#.ts', bring('node:crypto')],
  ['runtime/channels/chat/parts/#.ts', bring('../index.ts')],
  ['runtime/channels/chat/parts/#.ts', bring('../../../engine/step.ts')],
  ['runtime/contacts/#.ts', bring('../engine/step.ts')],
  ['runtime/contacts/#.ts', bring('../../nodes/index.ts')],
  ['runtime/contacts/#.ts', bring('../../db/client.ts')],
  ['runtime/effects/#.ts', bringType('../engine/step.ts')],
  ['runtime/effects/#.ts', bring('../acd/offers.ts')],
  ['runtime/effects/#.ts', bring('../channels/adapter.ts')],
  ['runtime/effects/#.ts', bring('../../db/client.ts')],
  ['nodes/menu/#.ts', bring('zod')],
  ['nodes/menu/#.ts', bring('../../runtime/engine/step.ts')],
  ['nodes/menu/#.ts', bring('./index.ts')],
  ['nodes/message/inspector.tsx', bring('../../editor/ui/field.tsx')],
  ['db/#.ts', bringType('../runtime/engine/step.ts')],
  ['db/queries/#.ts', bring('../client.ts')],
  ['editor/#.ts', bring('hono/client')],
  ['editor/#.ts', bringType('../runtime/main.ts')],
  ['editor/#.ts', bring('./builder/canvas.tsx')],
  ['editor/desk/#.tsx', bring('../ui/field.tsx')],
  ['editor/desk/#.ts', bring('../api.ts')],
  ['editor/desk/#.ts', bring('../../runtime/engine/step.ts')],
  ['editor/desk/#.ts', bring('../../nodes/index.ts')],
  ['editor/desk/#.ts', bringType('../../runtime/main.ts')],
  ['editor/desk/parts/#.ts', bring('../../ui/field.tsx')],
  ['editor/desk/parts/#.ts', bring('../offer.tsx')],
  ['editor/ui/#.tsx', bring('react')],
]);

/** What the language offers everywhere and only the linter can forbid where code has to be pure. */
export const impureCode = files(
  ['runtime/engine/#.ts', 'nodes/menu/#.ts', 'editor/builder/commands/#.ts'].flatMap((path) =>
    [
      'Date.now()',
      'new Date()',
      'Math.random()',
      'globalThis.fetch',
      "console.log('x')",
      'performance.now()',
      'setTimeout(() => {}, 1)',
      'process.env',
    ].map((code): [string, string] => [path, `export const used = ${code};\n`]),
  ),
);

/** What must not even compile where code has to be pure, because the platform's types are not there. */
export const uncompilable = files([
  ...['fetch', 'setTimeout', 'console', 'process', 'document', 'crypto'].flatMap(
    (name): [string, string][] => [
      ['runtime/engine/#.ts', `export const used: unknown = ${name};\n`],
      ['nodes/menu/#.ts', `export const used: unknown = ${name};\n`],
    ],
  ),
  ['runtime/engine/#.ts', bring('../../nodes/index.ts')],
  ['runtime/engine/#.ts', bring('../main.ts')],
  ['nodes/menu/#.ts', bring('../../runtime/main.ts')],
  ['db/#.ts', bring('../runtime/main.ts')],
  ['runtime/#.ts', bring('../editor/main.tsx')],
  ['runtime/#.ts', 'export const used: unknown = document;\n'],
  ['editor/#.ts', 'export const used: unknown = process;\n'],
]);

/** The files that the planted ones import; empty, because only who imports whom matters. */
export const surroundings = [
  'runtime/main.ts',
  'runtime/engine/step.ts',
  'runtime/engine/input/input.ts',
  'runtime/acd/offers.ts',
  'runtime/channels/adapter.ts',
  'runtime/channels/chat/index.ts',
  'runtime/channels/chat/widget/widget.ts',
  'runtime/channels/voice/index.ts',
  'runtime/contacts/inbox.ts',
  'runtime/desk/index.ts',
  'nodes/index.ts',
  'nodes/menu/index.ts',
  'nodes/message/index.ts',
  'db/client.ts',
  'editor/main.tsx',
  'editor/api.ts',
  'editor/builder/canvas.tsx',
  'editor/desk/offer.tsx',
  'editor/ui/field.tsx',
  'tests/kit.ts',
];
