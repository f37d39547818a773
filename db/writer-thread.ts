import { parentPort, workerData } from 'node:worker_threads';
import { crashPoint } from './crash-point.ts';
import { serveWriter } from './serve-writer.ts';

// Entry of the writer's thread: built on its own, started by `writerInThread`.
if (!parentPort) throw new Error('writer-thread runs as a worker thread.');
serveWriter(parentPort, String(workerData.file), { onPoint: crashPoint });
