import { gzipSync } from 'node:zlib';
import { LARGEST_ANSWER } from '../../../runtime/egress/guarded-call.ts';
import { CANARY, type Local, serveHere } from './servers.ts';

/** A server that is allowed by name, and as hostile as the path it is asked for says. */
export const serveFront = (): Promise<Local> =>
  serveHere((asked, response) => {
    const url = new URL(asked.url ?? '/', 'http://front');
    const [, what = ''] = url.pathname.split('/');
    if (/^3\d\d$/.test(what)) {
      response.writeHead(Number(what), { location: url.searchParams.get('to') ?? '/' }).end(CANARY);
    } else if (what === 'loop') response.writeHead(302, { location: `/loop/${Math.random()}` }).end();
    else if (what === 'huge') response.end(Buffer.alloc(LARGEST_ANSWER * 4, 'x'));
    else if (what === 'endless') {
      const more = setInterval(() => response.write(Buffer.alloc(64 * 1024, 'x')), 1);
      response.on('close', () => clearInterval(more));
    } else if (what === 'slow') {
      response.writeHead(200);
      const more = setInterval(() => response.write('x'), 50);
      response.on('close', () => clearInterval(more));
    } else if (what === 'never') return;
    else if (what === 'headers') {
      response.writeHead(200, { 'x-long': 'x'.repeat(100_000) }).end();
    } else if (what === 'bomb')
      response
        .writeHead(200, { 'content-encoding': url.searchParams.get('as') ?? 'gzip' })
        .end(gzipSync(Buffer.alloc(20 * 1024 * 1024)));
    else response.end(JSON.stringify(asked.headers));
  }, '127.0.0.1');
