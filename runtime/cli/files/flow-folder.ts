import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { calendarSchema, type Calendar } from '../../engine/index.ts';
import { fileTextOf } from '../../flows/in-order.ts';
import { readFlowFile } from '../verb/flow-file.ts';
import { Refusal } from '../verb/verb.ts';

/** Endings of the files of an export, and the folders they are in. */
const FLOW = '.flow.json';
const TESTS = '.tests.json';
const CALENDAR = '.calendar.json';

const manifestSchema = z.strictObject({
  format: z.literal(1),
  /** Fingerprint of each flow's draft as it was when it was written or taken in: tells whether somebody saved since. */
  flows: z.record(z.string(), z.string()),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** Where an export notes what it was made of. */
const manifestOf = (folder: string): string => join(folder, 'patchbay.json');

export function readManifest(folder: string): Manifest {
  const file = manifestOf(folder);
  if (!existsSync(file)) return { format: 1, flows: {} };
  const read = manifestSchema.safeParse(readFlowFile(file));
  if (read.success) return read.data;
  throw new Refusal('folder.other', `${file}: this is no list of an export of this version.`);
}

/** Notes it; where only files of nobody's export were taken in, there is no place to. */
export function writeManifest(folder: string, manifest: Manifest, make = true): void {
  if (make || existsSync(manifestOf(folder))) writeThing(manifestOf(folder), manifest);
}

export const flowFile = (folder: string, id: string): string => join(folder, 'flows', `${id}${FLOW}`);
export const testsFile = (flow: string): string =>
  flow.endsWith(FLOW) ? `${flow.slice(0, -FLOW.length)}${TESTS}` : flow;
export const calendarFile = (folder: string, id: string): string =>
  join(folder, 'calendars', `${id}${CALENDAR}`);
export const settingsFile = (folder: string): string => join(folder, 'settings.json');

/** Writes a thing in the order files have. */
export function writeThing(file: string, thing: unknown): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, fileTextOf(thing));
}

/** Takes a flow's files away: the flow is gone. */
export function removeFlow(folder: string, id: string): void {
  const file = flowFile(folder, id);
  for (const one of [file, testsFile(file)]) rmSync(one, { force: true });
}

/** The flow files that words mean: those of an export's folder, or the file itself. Throws `Refusal`. */
export function flowFilesOf(words: readonly string[]): { file: string; folder: string }[] {
  return words.flatMap((word) => {
    if (!isFolder(word)) return [{ file: word, folder: folderOf(word) }];
    const files = filesIn(join(word, 'flows'), FLOW);
    if (files.length === 0) throw new Refusal('folder.empty', `${word}: there are no flows in it.`);
    return files.map((file) => ({ file, folder: word }));
  });
}

/** The calendars that came with flows. Throws `Refusal`. */
export function calendarsIn(folder: string): Calendar[] {
  return filesIn(join(folder, 'calendars'), CALENDAR).map((file) => {
    const read = calendarSchema.safeParse(readFlowFile(file));
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    throw new Refusal('calendar.invalid', `${file}: ${issue?.path.join('.')}: ${issue?.message}`, { file });
  });
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

const filesIn = (folder: string, ending: string): string[] =>
  isFolder(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith(ending))
        .toSorted()
        .map((name) => join(folder, name))
    : [];

/** `export/flows/clinic.flow.json` is of the export in `export`. */
const folderOf = (file: string): string => dirname(dirname(file));
