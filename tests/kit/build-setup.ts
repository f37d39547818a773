import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Builds what is tested, the way a person would: the launcher builds when the sources are newer. */
export default function setup(): void {
  const launcher = join(import.meta.dirname, '../../runtime/cli/patchbay.js');
  const done = spawnSync(process.execPath, [launcher, '--help'], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (done.status !== 0) throw new Error('the project does not build, so nothing built can be tested');
}
