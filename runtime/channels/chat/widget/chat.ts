import { type LineState, openLine } from './line/line.ts';
import type { EntryFrame, Hello, Message, RefusedFrame, ServerFrame, WelcomeFrame } from './line/frames.ts';
import { memory } from './line/memory.ts';
import { outbox } from './line/outbox.ts';
import { serverAt } from './line/server.ts';
import { transcript } from './line/transcript.ts';
import type { Settings } from './settings.ts';
import { isColor } from './view/color.ts';
import { chatWindow } from './view/window.ts';
import { directionOf, ownLanguage, WORDS } from './view/words.ts';

const COLOR = '#0f766e';
/** Steps are quick: dots that come and go in a blink only unsettle. */
const TYPING_MS = 350;
const RETRY_SECONDS = 5;

/** Puts a chat on the page and keeps it going. */
export function startChat(settings: Settings, inline: Element | undefined): void {
  const server = serverAt(settings.script, settings.channel);
  const kept = memory(server.name);
  const shown = transcript();
  let language = ownLanguage(settings.language) ?? 'en';
  let typing = false;
  let typingTimer: number | undefined;
  let drawing = false;

  const draw = (): void => {
    if (drawing) return;
    drawing = true;
    queueMicrotask(() => {
      drawing = false;
      const { title, color } = kept.read();
      if (isReading()) markSeen();
      view.draw({
        words: WORDS[language]!,
        language,
        title: title ?? '',
        color: isColor(color) ? color : COLOR,
        items: shown.items(),
        question: shown.question(),
        ended: shown.ended,
        typing,
        line: line.state,
        offline: !navigator.onLine,
        unread: shown.unread(kept.read().seen ?? 0),
      });
    });
  };

  const isReading = (): boolean => view.isOpen && document.visibilityState === 'visible';
  const markSeen = (): void => {
    if (shown.lastSeq > (kept.read().seen ?? 0)) kept.write({ seen: shown.lastSeq });
  };

  const show = (on: boolean): void => {
    clearTimeout(typingTimer);
    if (!on) typing = false;
    else typingTimer = window.setTimeout(() => ((typing = true), draw()), TYPING_MS);
    draw();
  };

  async function hello(): Promise<Hello | undefined | number> {
    let { token } = kept.read();
    if (token === undefined) {
      const answer = await server.visitor(settings.language);
      if ('never' in answer) return answer.never ? undefined : (answer.retryAfterSeconds ?? RETRY_SECONDS);
      // Another tab may have been faster: then both are the same visitor.
      token = kept.read().token ?? answer.token;
      kept.write({ token });
    }
    const { previous } = kept.read();
    const { contact, after } = shown;
    return {
      type: 'hello',
      token,
      after,
      language: settings.language,
      ...(contact === undefined ? {} : { contact }),
      ...(previous === undefined ? {} : { previous }),
    };
  }

  function welcome({ contact, token }: WelcomeFrame): void {
    if (token !== undefined) kept.write({ token });
    if (contact === undefined) return;
    const { contact: before, previous } = kept.read();
    if (before !== contact) kept.write({ contact, previous: before ?? previous, ended: false, seen: 0 });
    shown.begin(contact);
    sending.resume();
  }

  function entry(frame: EntryFrame): void {
    shown.add(frame);
    if (frame.from === 'customer') return sending.confirm(frame.id);
    show(false);
    language = ownLanguage(frame.language) ?? language;
  }

  function refused({ code, id, retryAfterSeconds }: RefusedFrame): void {
    if (code === 'chat.closed') return line.shut();
    // A new visitor begins anew; what is on its way goes to the new conversation.
    if (code === 'chat.token')
      return kept.write({ token: undefined, contact: undefined, previous: undefined });
    if (code === 'chat.slow-down' || code === 'chat.unavailable') {
      if (id !== undefined) sending.postpone(id, retryAfterSeconds ?? RETRY_SECONDS);
      return;
    }
    if (code === 'chat.ended') shown.end();
    const refusedId = id ?? (code === 'chat.malformed' ? sending.current : undefined);
    if (refusedId === undefined) return;
    shown.fail(refusedId);
    sending.discard(refusedId);
  }

  function heard(frame: ServerFrame): void {
    if (frame.type === 'welcome') welcome(frame);
    else if (frame.type === 'entry') entry(frame);
    else if (frame.type === 'refused') refused(frame);
    else if (frame.type === 'typing') return show(frame.on);
    else if (frame.type === 'ack') {
      shown.confirm(frame.id);
      sending.confirm(frame.id);
    } else if (frame.type === 'ended') {
      shown.end();
      kept.write({ ended: true });
    }
    draw();
  }

  function changed(state: LineState): void {
    if (state !== 'online') show(false);
    draw();
  }

  function give(text: string, choice?: string): void {
    const secret = shown.question()?.sensitive === true && choice === undefined;
    const message: Message = {
      id: newId(),
      text,
      at: Date.now(),
      ...(choice === undefined ? {} : { choice }),
      ...(secret ? { secret: true } : {}),
    };
    shown.wait(message);
    sending.put(message);
    line.connect();
    draw();
  }

  function connect(): void {
    // A page that is opened anew does not show a conversation that was over when it was left.
    const { contact, ended } = kept.read();
    if (ended && shown.contact === undefined)
      kept.write({ previous: contact, contact: undefined, ended: false, seen: 0 });
    line.connect();
  }

  const line = openLine({ address: server.socket, hello, heard, changed });
  const waiting = kept.messages();
  waiting.forEach((message) => shown.wait(message));
  const sending = outbox(line, kept, waiting);
  const view = chatWindow(
    { inline, theme: settings.theme, direction: directionOf(language) },
    {
      say: (text) => give(text),
      choose: (id, label) => give(label, id),
      again() {
        // Written down first: if the line breaks now, the next hello asks for the same new conversation.
        kept.write({ previous: shown.contact, contact: undefined, ended: false, seen: 0 });
        line.send({ type: 'again' });
        line.connect();
      },
      takeBack(key) {
        const text = shown.items().find((item) => item.key === key)?.text;
        shown.forget(key);
        draw();
        return text;
      },
      opened() {
        connect();
        draw();
      },
    },
  );

  window.addEventListener('online', draw);
  window.addEventListener('offline', draw);
  document.addEventListener('visibilitychange', draw);
  draw();
  server.look(settings.language).then(
    (look) => {
      if (look === undefined) return line.shut();
      kept.write({ title: look.title, color: look.color });
      draw();
    },
    // It looks as it did last time.
    () => {},
  );
  // Somebody who is in a conversation wants to know when it goes on, also before opening the window.
  const { contact, ended } = kept.read();
  if ((contact !== undefined && !ended) || waiting.length > 0) connect();
  if (view.isOpen) connect();
  else if (settings.open && !window.matchMedia('(max-width: 480px)').matches) view.open(false);
}

const newId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
