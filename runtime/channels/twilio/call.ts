import { apologyFor } from '../../engine/run/apology.ts';
import { type Connection, type Host, type Inbound, Unavailable } from '../adapter.ts';
import type { Config } from './config.ts';
import type { Form } from './form.ts';
import { held } from './hold.ts';
import { link, type Position, type Route } from './links.ts';
import { parse, type Parsed } from './parse.ts';
import { hearing, isOutdated } from './turns.ts';
import { holdDocument, lastWords, NOTHING, render } from './twiml/document.ts';

/** Times one event is tried while the database cannot write, two seconds apart: about as long as people stay on hold. */
export const TRIES = 10;

/** A request whose origin is proven. */
export interface Proven {
  connection: Connection<Config>;
  route: Route;
  position: Position;
  form: Form;
  body: string;
  /** Address the carrier reaches us by. */
  base: string;
}

/** Answers proven requests of calls, each with one document. */
export interface Calls {
  /** Never throws: the carrier would play its own words about an application error, and hang up. */
  answer(request: Proven): Promise<string>;
  /** Takes the carrier's word on a call nobody listens to any more. Throws when it could not be taken. */
  note(request: Proven): Promise<void>;
  /**
   * Takes from a delivery that could not be read when it came what can be read now: whether somebody is still there. What a
   * caller gave then was asked for once more. False when it cannot be read now either.
   */
  again(connection: Connection<Config>, form: Form): Promise<boolean>;
}

export function calls(host: Host): Calls {
  const waiting = held(() => host.now());

  async function hear(request: Proven, { call, inbound }: Parsed, turn: number): Promise<string> {
    const { connection, position, base, form } = request;
    if (call === undefined) return NOTHING;
    let contact = host.live(connection, call)?.contact;
    let from = turn;
    const told = contact === undefined ? inbound : current(inbound, contact, turn);
    if (told.length > 0) {
      const receipts = await host.receive(connection, told);
      contact ??= receipts.find((receipt) => receipt.contact !== '')?.contact;
    }
    if (contact === undefined) {
      // Over, or never begun. The opening knows: a repeat of it names the contact and writes nothing.
      const [receipt] = await host.receive(connection, parse('', {}, form).inbound.slice(0, 1));
      if (receipt?.status === 'taken') from = 0;
      contact = receipt?.contact ?? '';
    }
    const ended = host.live(connection, call) === undefined;
    return render(hearing(host.story(contact, from), call, from, ended), position, base, connection.config);
  }

  /** Without answers to what has been overtaken meanwhile, and without those that were taken before. */
  function current(inbound: Inbound[], contact: string, turn: number): Inbound[] {
    const answers = inbound.filter(({ what }) => what.type !== 'opened' && what.type !== 'left');
    if (answers.length === 0 || !isOutdated(host.story(contact, turn))) return inbound;
    return inbound.filter((one) => !answers.includes(one));
  }

  /** What the request says, with what was kept from its first try. */
  function reread(request: Proven): { parsed: Parsed; turn: number } {
    const { connection, route, position, form } = request;
    const parsed = parse(route, position, form);
    const turn = position.turn ?? 0;
    const [first] = parsed.inbound;
    if (position.tries === undefined) return { parsed, turn: parsed.problem ? 0 : turn };
    const { problem: _notSentAgain, ...known } = parsed;
    const kept = first && waiting.take(connection.id, first.id);
    if (kept) return { parsed: { ...known, inbound: kept }, turn };
    // Lost in a restart: the answer was not silence, so the caller is asked again rather than counted as silent.
    return first?.what.type === 'timedOut'
      ? { parsed: { ...known, inbound: [] }, turn: 0 }
      : { parsed: known, turn };
  }

  async function bury({ connection, body }: Proven, { problem }: Parsed): Promise<void> {
    if (problem) await host.deadLetter(connection, body, `${problem.code}: ${problem.message}`);
  }

  return {
    async answer(request) {
      const { connection, route, position, base } = request;
      const { parsed, turn } = reread(request);
      try {
        await bury(request, parsed);
        return await hear(request, parsed, turn);
      } catch (error) {
        // A 503 would be honest, but the carrier does not try again: it tells the caller of an application error and hangs
        // up. So the caller is held by a valid document, and the carrier brings the event again by itself.
        const tries = (position.tries ?? 0) + 1;
        host.log(error instanceof Unavailable ? 'warn' : 'error', 'A call had to be held.', {
          connection: connection.id,
          call: parsed.call,
          tries,
          error: error instanceof Error ? error.message : String(error),
        });
        if (tries > TRIES)
          return lastWords(apologyFor(undefined, position.language ?? 'en', 'voice'), connection.config);
        waiting.keep(connection.id, parsed.inbound);
        return holdDocument(link(base, route, { ...position, tries }));
      }
    },
    async note(request) {
      const parsed = parse('/status', {}, request.form);
      await bury(request, parsed);
      if (parsed.inbound.length > 0) await host.receive(request.connection, parsed.inbound);
    },
    async again(connection, form) {
      const { inbound, problem } = parse('/status', {}, form);
      if (problem) return false;
      if (inbound.length > 0) await host.receive(connection, inbound);
      return true;
    },
  };
}
