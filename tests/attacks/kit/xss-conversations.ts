import calendar from '../../../runtime/demo/clinic-calendar.json';
import { post, signed } from '../../kit/carrier.ts';
import { flowOf, node } from '../../kit/flow-builder.ts';
import { done } from '../../kit/people.ts';
import { CLINIC } from '../../kit/phone-line.ts';
import { XSS_PAYLOADS } from '../corpora/xss.ts';
import { type Local, serveHere } from './servers.ts';
import { HTTP_SECRET, PHONE_TOKEN, type Target } from './target.ts';

/** Payloads as channels take them: names and ids may hold nothing that cannot be printed. */
export const WORDS = XSS_PAYLOADS.map((payload) => payload.replaceAll(/\p{Cc}/gu, ' ').trim());
/** As who calls: a SIP address has no spaces. */
export const CALLERS = WORDS.map((word) => `sip:${word.replaceAll(/\s/g, '/')}@x`);
/** As attributes of customers, who have at most a hundred each. */
const ATTRIBUTES = 90;
/** Payloads the service puts into one answer. */
const PART = 40;
export const PARTS = Array.from({ length: Math.ceil(WORDS.length / PART) }, (_, index) =>
  WORDS.slice(index * PART, index * PART + PART),
);

const tell = { prompt: { en: 'Tell me.' }, ask: { as: 'text' }, saveTo: 'said' };
const VARIABLES = ['said', 'answer'].map((name) => ({ name, type: 'text' as const }));

/** Repeats what it is told. */
const parrot = flowOf(
  {
    ask: node('collect', tell, { valid: 'repeat', noInput: 'over', invalid: 'ask' }),
    repeat: node('message', { text: { en: 'You said {{ said }}' } }, { done: 'ask' }),
    over: node('end'),
  },
  { id: 'parrot', name: 'Parrot', channels: ['api', 'voice'], variables: VARIABLES },
);

/** Asks a service about what it is told, and says what that answers. */
const asker = (port: number) =>
  flowOf(
    {
      ask: node('collect', tell, { valid: 'fetch', noInput: 'over', invalid: 'ask' }),
      fetch: node(
        'http-request',
        {
          url: `http://127.0.0.1:${port}/`,
          query: [{ name: 'part', value: '{{ said }}' }],
          mapping: [{ from: 'text', variable: 'answer' }],
        },
        {
          success: 'tell',
          ...Object.fromEntries(
            ['notFound', 'clientError', 'serverError', 'timeout', 'failed'].map((exit) => [exit, 'ask']),
          ),
        },
      ),
      tell: node('message', { text: { en: 'They say {{ answer }}' } }, { done: 'ask' }),
      over: node('end'),
    },
    { id: 'asker', name: 'Asker', channels: ['chat'], variables: VARIABLES },
  );

/** Where payloads ended up that came in by conversations. */
export interface Conversations {
  /** The contact in which a customer said them all. */
  told: string;
  /** Contacts whose customers know them all as attributes. */
  attributed: string[];
  /** The chat on which a service says them. */
  chat: string;
  close(): Promise<void>;
}

/** Puts every payload in: as names, as words, as reasons, as callers, as attributes, as names of calendars, as answers. */
export async function hostileConversations({ url, admin }: Target): Promise<Conversations> {
  const service = await serveParts();
  await done(
    admin.send('PUT', '/api/egress/hosts/127.0.0.1', {
      ports: [service.port],
      plainHttp: true,
      insideNetwork: true,
    }),
  );
  for (const flow of [parrot, asker(service.port)])
    await done(admin.send('POST', '/api/flows/publish', flow));
  const connect = async (more: object) =>
    ((await (await done(admin.send('POST', '/api/connections', more))).json()) as { id: string }).id;
  const chat = await connect({ channel: 'chat', name: 'Asker', flow: 'asker', config: {} });
  const http = await connect({
    channel: 'http',
    name: 'Parrot',
    flow: 'parrot',
    config: { mode: 'answer' },
    secret: HTTP_SECRET,
  });
  let sent = 0;
  const say = async (conversation: string, more: object): Promise<string> => {
    const answer = await done(
      fetch(`${url}/channels/http/${http}/messages`, {
        method: 'POST',
        headers: { authorization: `Bearer ${HTTP_SECRET}`, 'content-type': 'application/json' },
        body: JSON.stringify({ id: `x${(sent += 1)}`, conversation, ...more }),
      }),
    );
    return ((await answer.json()) as { contact: string }).contact;
  };
  const attributed: string[] = [];
  for (const [index, word] of WORDS.entries()) {
    const contact = await say(`named ${index}`, { from: word, name: word });
    await done(admin.send('POST', `/api/contacts/${contact}/end`, { reason: word }));
    if (index % ATTRIBUTES === 0) {
      const attributes = Object.fromEntries(
        WORDS.slice(index, index + ATTRIBUTES).map((one, at) => [`a${at}`, one]),
      );
      const { customer } = (await (await admin.get(`/api/contacts/${contact}`)).json()) as {
        customer: { id: string };
      };
      await done(admin.send('PATCH', `/api/customers/${customer.id}`, { attributes }));
      attributed.push(contact);
    }
    await done(admin.send('POST', '/api/calendars', { ...calendarOf(), name: word }));
  }
  for (const [index, from] of CALLERS.entries()) {
    const fields = {
      CallSid: `CA${index}`,
      From: from,
      To: CLINIC,
      CallStatus: 'ringing',
      Direction: 'inbound',
    };
    await post(url, signed({ token: PHONE_TOKEN }, `${url}/channels/twilio/voice`, fields));
  }
  const told = await say('told', { from: 'told', name: 'Told' });
  for (const payload of XSS_PAYLOADS) await say('told', { text: payload });
  return { told, attributed, chat, close: service.close };
}

function calendarOf(): object {
  const { id: _id, ...given } = calendar as { id?: string };
  return given;
}

const serveParts = (): Promise<Local> =>
  serveHere((asked, response) => {
    const part = Number(new URL(asked.url ?? '/', 'http://x').searchParams.get('part'));
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ text: (PARTS[part] ?? []).join('\n') }));
  }, '127.0.0.1');
