import type { Dialect } from '../../runtime/channels/twilio/config.ts';
import { type CarrierAnswer, type CarrierRequest, type Credentials, post, signed } from './carrier.ts';
import { readTwiml, type Verb } from './twiml.ts';

export interface CallerOptions extends Credentials {
  from: string;
  to: string;
  /** Address the carrier knows the server by, when it is not the one it is reached by. */
  publicUrl?: string;
  callSid?: string;
  /** What the other end of a `<Dial>` does. */
  dials?: (number: string) => { status: string; seconds?: number };
  /** Milliseconds one second of `<Pause>` takes. */
  secondMs?: number;
  /** Milliseconds something may take to be heard. */
  patienceMs?: number;
}

/** A person on the phone and the carrier between them and the server. Every step fails with the story so far. */
export interface Caller {
  readonly callSid: string;
  /** Everything heard so far. */
  readonly heard: string[];
  /** Whether the call is over. */
  readonly ended: boolean;
  /** The document being played. */
  readonly document: Verb[];
  calls(): Promise<void>;
  /** Listens until it is said; what was said before it counts as heard. */
  hears(text: string | RegExp): Promise<string>;
  /** Types keys where they are listened for. */
  presses(keys: string): Promise<void>;
  says(text: string, confidence?: number): Promise<void>;
  staysSilent(): Promise<void>;
  hangsUp(): Promise<void>;
  /** Sits through pauses. */
  holdsOn(pauses: number): Promise<void>;
  /** Listens until the other side hangs up. */
  isHungUpOn(): Promise<void>;
  /** Sends the last request once more, byte for byte; the answer must be the same. */
  repeatsLastRequest(): Promise<void>;
  /** The last request, for tests that change it. */
  lastRequest(): CarrierRequest;
}

let calls = 0;

/** Plays documents as a carrier does, checks every one of them, and acts for the caller. */
export function caller(server: string, options: CallerOptions): Caller {
  const { from, to, dials, secondMs = 50, patienceMs = 15_000 } = options;
  const dialect: Dialect = options.dialect ?? 'twilio';
  const address = `${options.publicUrl ?? server}/channels/twilio/voice`;
  const callSid = options.callSid ?? `CA${String((calls += 1)).padStart(8, '0')}${Date.now().toString(16)}`;
  const story: string[] = [];
  const heard: string[] = [];
  let passed = 0;
  let ended = false;
  let status = 'ringing';
  let last: { request: CarrierRequest; answer: CarrierAnswer } | undefined;
  /** What is left of the document, from the verb that waits on. */
  let rest: Verb[] = [];

  const fail = (what: string): never => {
    throw new Error(`${what}\nThe call so far:\n${story.map((line) => `  ${line}`).join('\n')}`);
  };

  async function ask(url: string, more: { [name: string]: string } = {}): Promise<void> {
    const fields = {
      CallSid: callSid,
      AccountSid: 'AC1',
      From: from,
      To: to,
      CallStatus: status,
      Direction: 'inbound',
      ApiVersion: '2010-04-01',
      ...more,
    };
    const request = signed(options, url, fields);
    const answer = await post(server, request);
    last = { request, answer };
    status = 'in-progress';
    story.push(`→ ${new URL(url).pathname}${new URL(url).search} ${JSON.stringify(more)}: ${answer.status}`);
    await play(read(answer));
  }

  function read(answer: CarrierAnswer): Verb[] {
    if (answer.status !== 200 || !/^(text|application)\/xml/.test(answer.contentType))
      return fail(
        `"We are sorry, an application error has occurred" (${answer.status} ${answer.contentType}: ${answer.body})`,
      );
    try {
      return readTwiml(answer.body, dialect);
    } catch (error) {
      return fail(String(error));
    }
  }

  /** Plays until something has to be waited for. */
  async function play(verbs: Verb[]): Promise<void> {
    rest = verbs;
    for (;;) {
      const [verb] = rest;
      if (!verb || verb.name === 'Hangup') return over();
      if (verb.name === 'Gather') return listenTo(verb.verbs);
      if (verb.name === 'Pause') return;
      rest = rest.slice(1);
      if (verb.name === 'Say' || verb.name === 'Play') hear(verb.text);
      else if (verb.name === 'Redirect') return ask(verb.text);
      else if (verb.name === 'Dial') return connect(verb);
    }
  }

  const listenTo = (verbs: Verb[]): void => verbs.forEach((verb) => hear(verb.text));

  function hear(text: string): void {
    heard.push(text);
    story.push(`hears "${text}"`);
  }

  function connect(verb: Verb): Promise<void> {
    const number = verb.verbs[0]?.text ?? '';
    const outcome = dials?.(number) ?? fail(`Nobody said what happens when ${number} is called.`);
    story.push(`is connected to ${number}: ${outcome.status}`);
    const { action = address } = verb.attributes;
    return ask(action, {
      DialCallStatus: outcome.status,
      ...(outcome.seconds === undefined ? {} : { DialCallDuration: String(outcome.seconds) }),
    });
  }

  async function over(): Promise<void> {
    if (ended) return;
    ended = true;
    rest = [];
    story.push('the call is over');
    const fields = {
      CallSid: callSid,
      AccountSid: 'AC1',
      From: from,
      To: to,
      CallStatus: 'completed',
      Direction: 'inbound',
      CallDuration: '1',
    };
    const answer = await post(server, signed(options, `${address}/status`, fields));
    if (answer.status !== 200) fail(`The status callback was answered ${answer.status} ${answer.body}.`);
  }

  /** Lets time pass: a pause ends, the carrier goes on. */
  async function passTime(): Promise<void> {
    const [pause, ...after] = rest;
    if (pause?.name !== 'Pause') return fail('Nothing more will be said.');
    await new Promise((resolve) => setTimeout(resolve, Number(pause.attributes['length'] ?? 1) * secondMs));
    await play(after);
  }

  async function gathering(input: 'dtmf' | 'speech'): Promise<Verb> {
    const until = Date.now() + patienceMs;
    while (rest[0]?.name !== 'Gather') {
      if (ended) return fail('Nobody listens: the call is over.');
      if (Date.now() > until) return fail('Nobody listens.');
      await passTime();
    }
    if (!rest[0].attributes['input']?.split(' ').includes(input)) return fail(`Nobody listens for ${input}.`);
    return rest[0];
  }

  const answerTo = ({ attributes }: Verb, fields: { [name: string]: string }): Promise<void> =>
    ask(attributes['action'] ?? address, fields);

  return {
    callSid,
    heard,
    get ended() {
      return ended;
    },
    get document() {
      return rest;
    },
    calls: () => ask(address),
    async hears(text) {
      const until = Date.now() + patienceMs;
      for (;;) {
        const at = heard.findIndex(
          (one, index) => index >= passed && (typeof text === 'string' ? one.includes(text) : text.test(one)),
        );
        if (at >= 0) {
          passed = at + 1;
          return heard[at]!;
        }
        if (ended || Date.now() > until || rest[0]?.name !== 'Pause')
          return fail(`Has not heard ${String(text)}.`);
        await passTime();
      }
    },
    async presses(keys) {
      const gather = await gathering('dtmf');
      const { numDigits = 'Infinity', finishOnKey = '#' } = gather.attributes;
      story.push(`presses ${keys}`);
      let typed = '';
      for (const [index, key] of keys.split('').entries()) {
        const finished = typed !== '' && key === finishOnKey;
        if (!finished) typed += key;
        if (!finished && typed.length < Number(numDigits)) continue;
        if (index < keys.length - 1) fail(`"${keys.slice(index + 1)}" came when "${typed}" was complete.`);
        return answerTo(gather, { Digits: typed, ...(finished ? { FinishedOnKey: key } : {}) });
      }
      // The time between two keys runs out.
      return answerTo(gather, { Digits: typed });
    },
    async says(text, confidence = 0.92) {
      const gather = await gathering('speech');
      story.push(`says "${text}"`);
      return answerTo(gather, { SpeechResult: text, Confidence: String(confidence) });
    },
    async staysSilent() {
      const until = Date.now() + patienceMs;
      while (rest[0]?.name === 'Pause' && Date.now() < until) await passTime();
      const gather = rest[0]?.name === 'Gather' ? rest[0] : fail('Nobody waits for an answer.');
      story.push('stays silent');
      if (gather.attributes['actionOnEmptyResult'] === 'true') return answerTo(gather, { Digits: '' });
      return play(rest.slice(1));
    },
    async hangsUp() {
      story.push('hangs up');
      await over();
    },
    async holdsOn(pauses) {
      for (let pause = 0; pause < pauses; pause += 1) await passTime();
    },
    async isHungUpOn() {
      const until = Date.now() + patienceMs;
      while (!ended) {
        if (Date.now() > until) fail('Nobody hangs up.');
        await passTime();
      }
    },
    async repeatsLastRequest() {
      const { request, answer } = last ?? fail('Nothing was sent yet.');
      const again = await post(server, request);
      story.push(`→ the same again: ${again.status}`);
      if (again.body !== answer.body) fail(`The second answer differs:\n${answer.body}\n${again.body}`);
    },
    lastRequest: () => (last ?? fail('Nothing was sent yet.')).request,
  };
}
