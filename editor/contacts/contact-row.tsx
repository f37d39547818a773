import type { ContactSummary } from '../api.ts';
import { useMessages } from '../messages/index.tsx';
import { Link } from '../ui/router.tsx';
import type { ChannelNames } from './channel-names.ts';
import { whoOf } from './who-of.ts';

/** One contact in a list: who, on which channel, in which flow, since when, and whether it goes on. */
export function ContactRow({ contact, channels }: { contact: ContactSummary; channels: ChannelNames }) {
  const { t, since, moment, number } = useMessages();
  const { id, flow, version, channel, openedAt } = contact;
  const who = whoOf(contact.customer, t);
  return (
    <li className="contact-row">
      <div className="contact-who">
        <Link href={`/contacts/${encodeURIComponent(id)}`}>
          <bdi>{who.title}</bdi>
        </Link>
        {who.more !== undefined && (
          <bdi className="small soft" dir="ltr">
            {who.more}
          </bdi>
        )}
      </div>
      <span className="chip">{channels.nameOf(channel)}</span>
      <span className="small soft contact-flow">
        <bdi dir="ltr">{flow}</bdi> · {t('contacts.version', { version: number(version) })}
      </span>
      <time className="small soft" dateTime={new Date(openedAt).toISOString()} title={moment(openedAt)}>
        {since(openedAt)}
      </time>
      <ContactState contact={contact} />
    </li>
  );
}

/** Whether a contact goes on, else how it ended. */
export function ContactState({ contact }: { contact: Pick<ContactSummary, 'endedAt' | 'endReason'> }) {
  const { t } = useMessages();
  if (contact.endedAt === null) return <span className="contact-state live">{t('contacts.live')}</span>;
  return (
    <span className="contact-state">
      {contact.endReason === null ? (
        t('contacts.ended')
      ) : (
        <>
          {t('contacts.ended')} ·
          <bdi className="contact-reason" dir="auto">
            {contact.endReason}
          </bdi>
        </>
      )}
    </span>
  );
}
