import { openSync, writeSync } from 'node:fs';
import { lockDatabase } from '../lock.ts';
import { writerInThread } from '../writer.ts';
import { customer, logged, logRow } from './rows.ts';

// A process to be killed: locks the database, commits without pause and notes what was acknowledged.
const file = process.argv[2]!;
const notes = openSync(process.argv[3]!, 'a');
lockDatabase(file);
const writer = await writerInThread(file, new URL('./writer-thread.js', import.meta.url));
await writer.commit({ statements: [customer('customer')] }).catch(() => undefined);

const commitForever = async (name: string) => {
  for (let seq = 0; ; seq++) {
    const id = `${name}-${seq}`;
    await writer.commit({
      statements: logged(logRow(id, 0)),
    });
    writeSync(notes, `${id}\n`);
  }
};
writeSync(1, 'ready');
await Promise.all(Array.from({ length: 32 }, (_, index) => commitForever(`${process.pid}-${index}`)));
