import { registry } from '../../nodes/index.ts';
import { compile } from '../engine/index.ts';
import { flowFilesOf } from './files/flow-folder.ts';
import { testsBeside } from './files/test-files.ts';
import { findings } from './verb/findings.ts';
import { readFlowFile } from './verb/flow-file.ts';
import { defineVerb } from './verb/verb.ts';

export default defineVerb({
  summary: 'check a flow document without publishing it',
  synopsis: 'FILE | FOLDER... [--json]',
  details: `
Compiles each document and tells what is wrong, with node and field. A file called "-" is standard input; a folder is one
that "export" wrote. Tests that lie beside a flow are read as well; "test" runs them.
Calendars and other flows live in a database, so what refers to them is checked by "publish".

  --json   a list with file, ok and issues

Exit code: 0 when every document compiles (warnings do not count), else 1.`,
  words: [1, Infinity],
  async run({ words, json }) {
    const files = flowFilesOf(words).map(({ file }) => file);
    const checked = files.map((file) => ({ file, ...compile(readFlowFile(file), registry) }));
    for (const file of files) testsBeside(file);
    if (json) {
      const shown = checked.map(({ file, ok, issues }) => ({ file, ok, issues }));
      process.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
    } else {
      for (const { file, ok, issues } of checked) {
        for (const line of findings(file, issues)) process.stderr.write(`${line}\n`);
        if (ok) process.stdout.write(`${file}: it compiles.\n`);
      }
    }
    return checked.every(({ ok }) => ok) ? 0 : 1;
  },
});
