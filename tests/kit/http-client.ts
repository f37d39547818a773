import { Agent, request } from 'node:http';

export interface Answer {
  status: number;
  headers: { [name: string]: string | string[] | undefined };
  body: string;
}

/** A client that keeps its connections, the way a provider's does. Rejects when no whole answer comes in time. */
export interface HttpClient {
  post(
    path: string,
    body: unknown,
    headers?: { [name: string]: string },
    timeoutMs?: number,
  ): Promise<Answer>;
  close(): void;
}

export function httpClient(port: number): HttpClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 1_000 });
  return {
    post: (path, body, headers = {}, timeoutMs = 5_000) =>
      new Promise((resolve, reject) => {
        const text = JSON.stringify(body);
        const sent = request(
          {
            agent,
            port,
            host: '127.0.0.1',
            method: 'POST',
            path,
            timeout: timeoutMs,
            headers: {
              'content-type': 'application/json',
              'content-length': Buffer.byteLength(text),
              ...headers,
            },
          },
          (response) => {
            const chunks: Buffer[] = [];
            response.on('data', (chunk: Buffer) => chunks.push(chunk));
            response.on('error', reject);
            response.on('end', () =>
              resolve({
                status: response.statusCode ?? 0,
                headers: response.headers,
                body: Buffer.concat(chunks).toString(),
              }),
            );
          },
        );
        sent.on('timeout', () => sent.destroy(new Error('no answer in time')));
        sent.on('error', reject);
        sent.end(text);
      }),
    close: () => agent.destroy(),
  };
}
