import { statSync } from 'node:fs';
import { basename } from 'node:path';
// A type only: this is read by whoever builds, too, and a test runner is much to load.
import type { TestSequencer, TestSpecification } from 'vitest/node';

/** Files that take half a minute and more, the longest first: none of them may be left over for the end. */
const LONG = [
  'current-node.test.ts',
  'crash.test.ts',
  'accounts.test.ts',
  'xss-places.test.ts',
  'screens.test.ts',
  'simulator.test.ts',
  'xss.test.ts',
  'sends.test.ts',
  'differential.test.ts',
];

/** The order of a run: groups one after the other, the long files of each first, then large files before small ones. */
export default class LongFilesFirst implements TestSequencer {
  sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placed = files.map((file) => ({ file, place: placeOf(file) }));
    const sorted = placed.toSorted(({ place: a }, { place: b }) => {
      const differs = a.findIndex((one, index) => one !== b[index]);
      return differs < 0 ? 0 : a[differs]! - b[differs]!;
    });
    return Promise.resolve(sorted.map(({ file }) => file));
  }

  /** Parts of a run on several machines: nobody asked for that yet. */
  shard(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files);
  }
}

function placeOf({ project, moduleId }: TestSpecification): number[] {
  const rank = LONG.indexOf(basename(moduleId));
  return [project.config.sequence.groupOrder, rank < 0 ? LONG.length : rank, -statSync(moduleId).size];
}
