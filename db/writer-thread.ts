import { parentPort } from 'node:worker_threads';

// The one thread that writes. Until there are tables it only says that it lives.
parentPort?.on('message', () => parentPort?.postMessage({ ready: true }));
