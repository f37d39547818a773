import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** The built widget as it is served. */
export interface WidgetFile {
  plain: Buffer<ArrayBuffer>;
  gzip: Buffer<ArrayBuffer>;
  etag: string;
}

let kept: { file: WidgetFile; path: string; changed: number } | undefined;

/** The built widget, read again when a build has replaced it; undefined when there is none. */
export function widgetFile(from = fileURLToPath(import.meta.url)): WidgetFile | undefined {
  const path = kept && existsSync(kept.path) ? kept.path : find(dirname(from));
  if (path === undefined) return undefined;
  const changed = statSync(path).mtimeMs;
  if (kept?.path === path && kept.changed === changed) return kept.file;
  const plain = Buffer.from(readFileSync(path));
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
  kept = { file: { plain, gzip: Buffer.from(gzipSync(plain, { level: 9 })), etag }, path, changed };
  return kept.file;
}

/** Looks in `dist/widget` of this folder and those above: the sources lie deeper than the bundle does. */
function find(folder: string): string | undefined {
  const candidates = [join(folder, '../widget/widget.js'), join(folder, 'dist/widget/widget.js')];
  const found = candidates.find((path) => existsSync(path));
  if (found !== undefined) return found;
  const above = dirname(folder);
  return above === folder ? undefined : find(above);
}
