import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openReader, type Db } from '../client.ts';
import { writerInProcess, type ApplyOptions, type Writer } from '../writer.ts';

/** A folder that goes with the test. */
export const folder = (): string => {
  const path = mkdtempSync(join(tmpdir(), 'patchbay-db-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
};

/** A fresh database with its writer and a reader. */
export const database = async (
  options: ApplyOptions = {},
): Promise<{ file: string; writer: Writer; db: Db }> => {
  const file = join(folder(), 'patchbay.db');
  const writer = await writerInProcess(file, options);
  const reader = openReader(file);
  onTestFinished(async () => {
    await writer.close();
    reader.close();
  });
  return { file, writer, db: reader.db };
};
