import { api, type Contact, type ContactEvent } from '../api.ts';
import { Failed, Waiting } from '../loaded.tsx';
import { type MessageKey, useMessages } from '../messages/index.tsx';
import en from '../messages/en.json';
import { Button } from '../ui/button.tsx';
import { useGrowing } from './use-growing.ts';

/** Everything that happened in a contact, event by event, and what its flow made of it. */
export function EventLog({ contact: { id, seq } }: { contact: Contact }) {
  const { t } = useMessages();
  // What has happened since is another log.
  const { items, hasMore, error, loading, more, again } = useGrowing(
    (cursor) => api.contactEvents(id, cursor),
    `${id} ${seq}`,
  );
  if (error !== undefined) return <Failed error={error} again={items?.length ? more : again} />;
  if (!items) return <Waiting />;
  return (
    <>
      <ol className="event-log" aria-busy={loading}>
        {items.map((event) => (
          <EventRow key={event.seq} happened={event} />
        ))}
      </ol>
      {hasMore && (
        <Button disabled={loading} onClick={more}>
          {t('contacts.more')}
        </Button>
      )}
    </>
  );
}

function EventRow({ happened }: { happened: ContactEvent }) {
  const { t, number, clock, moment } = useMessages();
  const { seq, at, event, effects, trace, failure, status } = happened;
  const { type: given } = event;
  const type = typeof given === 'string' ? given : '';
  const key = `contacts.event.${type}`;
  return (
    <li className="event" data-status={failure ? 'failed' : status}>
      <span className="small soft event-seq">{number(seq)}</span>
      <div className="event-words">
        <p>
          <strong>{Object.hasOwn(en, key) ? t(key as MessageKey) : type}</strong>
          {status === 'ignored' && <span className="chip">{t('contacts.ignored')}</span>}
        </p>
        {trace.length > 0 && (
          <ol className="event-trace small soft" aria-label={t('contacts.path')}>
            {trace.map(({ node, exit }, index) => (
              <li key={index}>
                <bdi dir="ltr">
                  {node}
                  {exit !== undefined && ` · ${exit}`}
                </bdi>
              </li>
            ))}
          </ol>
        )}
        {failure && (
          <p className="refusal">
            <bdi>{t('contacts.failed', { message: failure.message })}</bdi>
          </p>
        )}
        <details>
          <summary className="small soft">
            {t('contacts.details')}
            <span className="unseen"> {number(seq)}</span>
          </summary>
          <pre dir="ltr">{JSON.stringify(effects.length > 0 ? { event, effects } : { event }, null, 2)}</pre>
        </details>
      </div>
      <time className="small soft" dateTime={new Date(at).toISOString()} title={moment(at)}>
        {clock(at)}
      </time>
    </li>
  );
}
