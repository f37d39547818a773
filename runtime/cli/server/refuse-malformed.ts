import type { Server } from 'node:http';
import { bareAnswer } from '../../web-walls.ts';

const STATUS: { [code: string]: string } = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** Answers what is no HTTP, or HTTP that takes too long, with the same headers as everything else. */
export function refuseMalformed(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
    else socket.end(bareAnswer(STATUS[error.code ?? ''] ?? '400 Bad Request'));
  });
}
