import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Refusal } from '../verb/verb.ts';

/** Starts listening; gives the port. Throws `Refusal` saying what to set when the port or address cannot be had. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(refusal(error, port, host)));
    server.listen(port, host, () => {
      server.removeAllListeners('error');
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function refusal(error: NodeJS.ErrnoException, port: number, host: string): Refusal {
  const code = error.code ?? 'unknown';
  switch (code) {
    case 'EADDRINUSE':
      return new Refusal(
        'port.taken',
        `Port ${port} is taken: another program listens there, perhaps another Patchbay. ` +
          `Stop it, or choose another port: PORT=${port === 65_535 ? 3000 : port + 1} npm start`,
      );
    case 'EACCES':
      return new Refusal(
        'port.forbidden',
        `Port ${port} may not be used by this account. Choose one above 1023: PORT=3000 npm start`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new Refusal('host.unknown', `HOST is ${host}, which is no address of this machine.`);
    default:
      return new Refusal('port.unusable', `Cannot listen on ${host}, port ${port}: ${error.message}`);
  }
}
