import type { AnyCommand } from './command.ts';

export type { AnyCommand, Command, Edit, Making, Offer, Scene } from './command.ts';

// Two that read templates come with the page that does them: Liquid is large, and nothing else offers them.
const files = import.meta.glob<{ [name: string]: AnyCommand }>(
  ['./*-*.ts', '!./*.test.ts', '!./{remove,rename}-variable.ts'],
  { eager: true },
);

/** The commands, found by file: what toolbar, menus, shortcuts and the command palette are made of. */
export const commands: readonly AnyCommand[] = Object.entries(files)
  .flatMap(([, file]) => Object.values(file))
  .filter((one): one is AnyCommand => typeof one === 'object' && one !== null && 'edit' in one);
