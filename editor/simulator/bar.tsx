import type { ChannelKind } from '../../runtime/engine/index.ts';
import { useMessages } from '../messages/index.tsx';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import type { Parts } from './parts.ts';
import { originOf } from './walks.ts';

const NONE = '';

/** On what channel and in which language the contact is, and how to begin again. */
export function Bar({ simulation, played, world, isBroken }: Parts & { isBroken: boolean }) {
  const { t, nameOf } = useMessages();
  const { flow, version } = played.playable;
  const { language } = originOf(played.walks).customer;
  const speak = (tag: string) => {
    const { language: _before, ...customer } = originOf(played.walks).customer;
    simulation.change({ customer: tag === NONE ? customer : { ...customer, language: tag } });
  };
  const languages = [...new Set([...flow.languages, ...(language === undefined ? [] : [language])])];
  return (
    <div className="simulator-bar">
      <Choice
        label={t('simulator.channel')}
        value={played.channel}
        onChange={({ target }) => simulation.changeChannel(target.value as ChannelKind)}
        options={flow.channels.map((kind) => ({ value: kind, text: t(`channel.${kind}`) }))}
      />
      <Choice
        label={t('simulator.language')}
        value={language ?? NONE}
        onChange={({ target }) => speak(target.value)}
        options={[
          { value: NONE, text: t('simulator.noLanguage') },
          ...languages.map((tag) => ({ value: tag, text: nameOf(tag) })),
        ]}
      />
      <Button onClick={simulation.begin}>{t('simulator.again')}</Button>
      {isBroken && <p className="small simulator-note">{t('simulator.broken')}</p>}
      {!isBroken && world.version !== version && world.snapshot && (
        <p className="small simulator-note">
          {t('simulator.stale')} <Button onClick={simulation.renew}>{t('simulator.renew')}</Button>
        </p>
      )}
    </div>
  );
}
