import { useEffect, useRef, useState } from 'react';
import { CHANNEL_TRAITS, type ChannelKind } from '../../../runtime/engine/index.ts';
import { possibleIn } from '../../../runtime/simulated-world/index.ts';
import { useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';
import { Choice, Tick } from '../../ui/choice.tsx';
import type { Parts } from '../parts.ts';
import { shownLines } from '../shown-lines.ts';
import { Awaited } from './awaited.tsx';
import { Composer } from './composer.tsx';
import { Keypad } from './keypad.tsx';
import { ShownLine } from './shown-line.tsx';
import { useVoice } from './use-voice.ts';
import './talk.css';

/** The conversation, as the customer has it. */
export function TalkPage(parts: Parts) {
  const { t } = useMessages();
  const { simulation, played, world } = parts;
  const { channel } = played;
  const { spoken } = CHANNEL_TRAITS[channel];
  const [beside, setBeside] = useState<ChannelKind | ''>('');
  const voice = useVoice(world, spoken);
  const others = played.playable.flow.channels.filter((kind) => kind !== channel);
  const other = others.find((kind) => kind === beside);
  const { silence, leave } = possibleIn(world);
  return (
    <div className="talk" data-beside={other !== undefined || undefined}>
      <div className="talk-tools">
        {spoken && voice.isThere && (
          <Tick label={t('simulator.voice')} checked={voice.isOn} onChange={voice.toggle} />
        )}
        {others.length > 0 && (
          <Choice
            label={t('simulator.beside')}
            value={other ?? ''}
            onChange={({ target }) => setBeside(target.value as ChannelKind | '')}
            options={[
              { value: '', text: t('simulator.nothingBeside') },
              ...others.map((kind) => ({ value: kind, text: t(`channel.${kind}`) })),
            ]}
          />
        )}
      </div>
      <div className="talk-windows">
        <Conversation {...parts} />
        {other && <Beside {...parts} channel={other} />}
      </div>
      <Awaited {...parts} />
      {spoken && world.snapshot && !world.snapshot.ended && <Keypad {...parts} />}
      <Composer {...parts} />
      {world.snapshot && (
        <div className="talk-ways">
          <Button disabled={!silence} onClick={() => simulation.do({ type: 'staysSilent' })}>
            {t('simulator.silent')}
          </Button>
          <Button disabled={!leave} onClick={() => simulation.do({ type: 'leaves' })}>
            {t(spoken ? 'simulator.hangUp' : 'simulator.leave')}
          </Button>
        </div>
      )}
    </div>
  );
}

function Conversation({ simulation, played, world }: Parts) {
  const { t } = useMessages();
  const end = useRef<HTMLDivElement>(null);
  const lines = shownLines(world);
  const { choices } = possibleIn(world);
  const offering = lines.findLast(({ offers }) => offers)?.key;
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'nearest' });
  }, [world]);
  return (
    // A long conversation is scrolled by key too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="talk-window" role="log" tabIndex={0} aria-label={t(`channel.${played.channel}`)}>
      {lines.map((line) => (
        <ShownLine
          key={line.key}
          line={line}
          reason={world.snapshot?.ended?.reason}
          {...(line.key === offering && choices.length > 0
            ? { onChoose: (option: string) => simulation.do({ type: 'chooses', option }) }
            : {})}
        />
      ))}
      {lines.length === 0 && <p className="talk-empty soft small">{t('simulator.nobody')}</p>}
      <div ref={end} />
    </div>
  );
}

/** The same walk on another channel, to look at. */
function Beside({ simulation, channel }: Parts & { channel: ChannelKind }) {
  const { t } = useMessages();
  const world = simulation.beside(channel);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="talk-window" tabIndex={0} aria-label={t(`channel.${channel}`)}>
      <p className="small soft">{t(`channel.${channel}`)}</p>
      {shownLines(world).map((line) => (
        <ShownLine key={line.key} line={line} reason={world.snapshot?.ended?.reason} />
      ))}
    </section>
  );
}
