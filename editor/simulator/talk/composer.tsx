import { type FormEvent, useRef, useState } from 'react';
import { CHANNEL_TRAITS, type ChannelKind } from '../../../runtime/engine/index.ts';
import { possibleIn } from '../../../runtime/simulated-world/index.ts';
import { useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';
import type { Parts } from '../parts.ts';
import { Microphone } from './microphone.tsx';

/** Channels on which the customer's first words begin the contact. */
const BEGUN_BY_WORDS: readonly ChannelKind[] = [
  'sms',
  'whatsapp',
  'messenger',
  'instagram',
  'telegram',
  'email',
];

/** How the contact comes, and what it says. */
export function Composer({ simulation, played: { channel, playable }, world }: Parts) {
  const { t } = useMessages();
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const { spoken } = CHANNEL_TRAITS[channel];
  const { input } = possibleIn(world);
  const isNew = world.snapshot === null;
  const writes = isNew ? BEGUN_BY_WORDS.includes(channel) : input !== 'none';
  const send = (event: FormEvent) => {
    event.preventDefault();
    const value = text.trim();
    if (isNew) simulation.open(value === '' ? {} : { text: value });
    else if (value === '') return;
    else simulation.do({ type: 'gives', input: { kind: spoken ? 'speech' : 'text', value } });
    setText('');
    field.current?.focus();
  };
  const language = world.snapshot?.frames.at(-1)?.context.language ?? playable.flow.languages[0]!;
  if (!isNew && input === 'none') return null;
  return (
    <form className="composer" onSubmit={send}>
      {writes && (
        <input
          ref={field}
          dir="auto"
          autoComplete="off"
          aria-label={t(spoken ? 'simulator.whatSaid' : 'simulator.whatWritten')}
          placeholder={t(spoken ? 'simulator.whatSaid' : 'simulator.whatWritten')}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      )}
      <Button type="submit" main>
        {isNew
          ? t(spoken ? 'simulator.call' : 'simulator.open')
          : t(spoken ? 'simulator.say' : 'simulator.send')}
      </Button>
      {spoken && !isNew && (
        <Microphone
          language={language}
          onHeard={(value) => simulation.do({ type: 'gives', input: { kind: 'speech', value } })}
        />
      )}
      {input === 'kept' && <p className="small soft">{t('simulator.kept')}</p>}
    </form>
  );
}
