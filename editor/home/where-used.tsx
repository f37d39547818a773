import { api, type FoundFlow } from '../api.ts';
import { Loaded } from '../loaded.tsx';
import { type MessageKey, useMessages } from '../messages/index.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Link } from '../ui/router.tsx';

/** What leads to a flow: other flows, and the ways in of the channels. */
export function WhereUsed({ flow, onClose }: { flow: FoundFlow; onClose: () => void }) {
  const { t } = useMessages();
  return (
    <Dialog title={t('flows.usageOf', { name: flow.name })} close={t('versions.close')} onClose={onClose}>
      <Loaded name={flow.id} load={() => api.flowUsage(flow.id)}>
        {({ flows, connections }) =>
          flows.length + connections.length === 0 ? (
            <p className="soft">{t('flows.unused')}</p>
          ) : (
            <ul className="used">
              {flows.map(({ id, name, inPublished }) => (
                <li key={id}>
                  <Link href={`/flows/${id}`}>
                    <bdi>{name}</bdi>
                  </Link>{' '}
                  <span className="small soft">{t(inPublished ? 'flows.inPublished' : 'flows.inDraft')}</span>
                </li>
              ))}
              {connections.map(({ id, name, channel }) => (
                <li key={id}>
                  <bdi>{name}</bdi>{' '}
                  <span className="small soft">{t(`flows.way.${channel}` as MessageKey)}</span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Dialog>
  );
}
