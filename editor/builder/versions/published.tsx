import { useState } from 'react';
import type { FlowDefinition } from '../../../runtime/engine/index.ts';
import { api } from '../../api.ts';
import { guide } from '../../guide.ts';
import { Loaded } from '../../loaded.tsx';
import { setsUp, useMe } from '../../me.tsx';
import { useMessages } from '../../messages/index.tsx';
import { useSending } from '../../sending.ts';
import { Button, buttonClass } from '../../ui/button.tsx';

/** Where a flow runs that was just published, and how to try it. */
export function Published({ flow, version }: { flow: FlowDefinition; version: string }) {
  const { t } = useMessages();
  const [round, setRound] = useState(0);
  return (
    <>
      <output>{t('versions.isLive', { name: flow.name, version })}</output>
      <Loaded name={`${flow.id} ${round}`} load={() => api.flow(flow.id)}>
        {({ connections }) => (
          <>
            {connections.length === 0 && <p className="soft">{t('versions.nowhere')}</p>}
            <ul className="ways">
              {connections.map(({ id, name, address, channel }) => (
                <li key={id}>
                  <span>
                    <bdi>{name}</bdi>
                    {address !== null && (
                      <>
                        {' '}
                        <bdi dir="ltr">{address}</bdi>
                      </>
                    )}
                  </span>
                  {channel === 'chat' && (
                    <a
                      className={buttonClass({ main: true })}
                      href={`/chat?connection=${encodeURIComponent(id)}`}
                      target="_blank"
                      rel="noreferrer"
                      onClick={() => guide.tell(flow.id, { hasChatted: true })}
                    >
                      {t('home.chat')}
                    </a>
                  )}
                </li>
              ))}
            </ul>
            {!connections.some(({ channel }) => channel === 'chat') && flow.channels.includes('chat') && (
              <ChatPage flow={flow} onMade={() => setRound(round + 1)} />
            )}
          </>
        )}
      </Loaded>
    </>
  );
}

/** A way in by web chat, for those who may set one up. */
function ChatPage({ flow, onMade }: { flow: FlowDefinition; onMade: () => void }) {
  const { t } = useMessages();
  const { me } = useMe();
  const { sending, refused, send } = useSending();
  if (!setsUp(me.role)) return <p className="small soft">{t('versions.askAdmin')}</p>;
  const make = () =>
    send(async () => {
      await api.connect({ channel: 'chat', name: flow.name, flow: flow.id, config: {} });
      onMade();
    });
  return (
    <div>
      <Button main disabled={sending} onClick={() => void make()}>
        {t('versions.makeChat')}
      </Button>
      {refused !== undefined && (
        <p className="refusal" role="alert">
          {refused}
        </p>
      )}
    </div>
  );
}
