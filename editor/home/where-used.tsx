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
              {connections.map(({ id, name, channel, address }) => (
                <li key={id}>
                  <bdi>{name}</bdi> {address !== null && <bdi dir="ltr">{address}</bdi>}{' '}
                  <span className="small soft">{t(`flows.way.${channel}` as MessageKey)}</span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <h3>{t('flows.relies')}</h3>
      <Loaded name={`${flow.id} calendars`} load={() => calendarsOf(flow.id)}>
        {(calendars) =>
          calendars.length === 0 ? (
            <p className="soft">{t('flows.reliesOnNothing')}</p>
          ) : (
            <ul className="used">
              {calendars.map(({ id, name, others }) => (
                <li key={id}>
                  <bdi>{name}</bdi>{' '}
                  <span className="small soft">
                    {others.length === 0
                      ? t('flows.calendarAlone')
                      : t('flows.calendarShared', { flows: others.join(', ') })}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Dialog>
  );
}

/** Calendars a flow goes by, and which other flows go by them too: whoever changes one changes it for these. */
async function calendarsOf(flow: string) {
  const calendars = await api.calendars();
  const used = await Promise.all(
    calendars.map(async ({ id, name }) => ({ id, name, flows: (await api.calendarUsage(id)).flows })),
  );
  return used
    .filter(({ flows }) => flows.some(({ id }) => id === flow))
    .map(({ id, name, flows }) => ({
      id,
      name,
      others: flows.filter((other) => other.id !== flow).map((other) => other.name),
    }));
}
