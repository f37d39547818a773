import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { joined } from './people.ts';
import { type RunningServer, temporaryFolder, type Until } from './running-server.ts';

/** A server of the built product that shares a process with others of its file, and its admin's cookie. */
export interface Furnished {
  server: RunningServer;
  /** What the browser of "Ada Admin" sends along. */
  cookie: string;
}

interface Opened {
  url: string;
  welcome: string[];
}

interface House {
  child: ChildProcess;
  exited: Promise<number>;
  printed: { out: string; err: string };
  ask<Answer>(wanted: { open: string } | { close: string }): Promise<Answer>;
}

const program = join(import.meta.dirname, 'installations.program.js');

/** Gives installations in which somebody is the first admin already. Each is as fresh as if that had just happened. */
export class Installations {
  #house: House | undefined;
  #first: Promise<{ folder: string; cookie: string }> | undefined;
  readonly #until: Until;

  /** @param until takes what ends all of them: with the tests of the file */
  constructor(until: Until) {
    this.#until = until;
    until(() => void this.#house?.child.kill('SIGKILL'));
  }

  /** Opens one until the test ends. Whoever ends its process ends only this test's. */
  async open(): Promise<Furnished> {
    const { folder, cookie } = await (this.#first ??= this.#furnished());
    const own = join(temporaryFolder(), 'patchbay');
    cpSync(folder, own, { recursive: true });
    const database = join(own, 'patchbay.db');
    const house = this.#open();
    const { url } = await house.ask<Opened>({ open: database });
    onTestFinished(async () => {
      if (house === this.#house) await house.ask({ close: url });
    });
    const { child, exited, printed } = house;
    const stop = () => {
      child.kill('SIGTERM');
      return exited;
    };
    const server = {
      child,
      exited,
      url,
      database,
      stop,
      stdout: () => printed.out,
      stderr: () => printed.err,
    };
    return { server, cookie };
  }

  /** What every other is a copy of: its files, and the proof of its admin. */
  async #furnished(): Promise<{ folder: string; cookie: string }> {
    const folder = join(temporaryFolder(this.#until), 'furnished');
    mkdirSync(folder);
    const house = this.#open();
    const { url, welcome } = await house.ask<Opened>({ open: join(folder, 'patchbay.db') });
    const link = welcome.find((where) => where.includes('/welcome?token=')) ?? '';
    const about = { name: 'Ada Admin', email: 'ada@clinic.example' };
    const { cookie } = await joined(fetch, link, about, url);
    await house.ask({ close: url });
    return { folder, cookie };
  }

  #open(): House {
    return (this.#house ??= this.#build());
  }

  #build(): House {
    const child = fork(program, { cwd: dirname(program), execArgv: [], silent: true });
    const printed = { out: '', err: '' };
    child.stdout!.setEncoding('utf8').on('data', (part: string) => (printed.out += part));
    child.stderr!.setEncoding('utf8').on('data', (part: string) => (printed.err += part));
    const waiting = new Map<number, (answer: { error?: string }) => void>();
    child.on('message', (answer: { id: number; error?: string }) => waiting.get(answer.id)?.(answer));
    const exited = once(child, 'close').then(([code]) => (typeof code === 'number' ? code : -1));
    void exited.then(() => {
      this.#house = undefined;
      for (const answer of waiting.values()) answer({ error: `It ended.\n${printed.out}${printed.err}` });
    });
    let asked = 0;
    return {
      child,
      exited,
      printed,
      async ask<Answer>(wanted: { open: string } | { close: string }): Promise<Answer> {
        const id = (asked += 1);
        const { error, ...answer } = await new Promise<{ error?: string }>((resolve) => {
          waiting.set(id, resolve);
          child.send({ id, ...wanted });
        });
        waiting.delete(id);
        if (error !== undefined) throw new Error(error);
        return answer as Answer;
      },
    };
  }
}
