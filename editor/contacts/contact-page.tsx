import { type ReactNode, useEffect, useState } from 'react';
import { api, type Contact } from '../api.ts';
import { Failed, Waiting } from '../loaded.tsx';
import { leadsContacts, useMe } from '../me.tsx';
import { useMessages } from '../messages/index.tsx';
import { buttonClass } from '../ui/button.tsx';
import { Link } from '../ui/router.tsx';
import { TabPanel, Tabs } from '../ui/tabs.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { Actions } from './actions.tsx';
import { useChannelNames } from './channel-names.ts';
import { ContactState } from './contact-row.tsx';
import { CustomerCard } from './customer-card.tsx';
import { EventLog } from './event-log.tsx';
import { Transcript } from './transcript.tsx';
import { Where } from './where.tsx';
import { whoOf } from './who-of.ts';
import './contacts.css';
import './contact-page.css';

/** Ms between two looks at a contact that goes on. */
const LOOK = 4_000;

/** One contact: what was said, what happened, where it is, and who it is with. */
export default function ContactPage({ id }: { id: string }) {
  const [loaded, again] = useLoaded(async () => {
    const [contact, lines] = await Promise.all([api.contact(id), api.transcript(id)]);
    return { contact, lines };
  }, id);
  const isLive = loaded !== undefined && 'value' in loaded && loaded.value.contact.endedAt === null;
  useEffect(() => {
    if (!isLive) return undefined;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') again();
    }, LOOK);
    return () => clearInterval(timer);
    // `again` is made anew at every render and always does the same.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isLive]);
  if (!loaded) return <Waiting />;
  if ('error' in loaded) return <Failed error={loaded.error} again={again} />;
  const { contact, lines } = loaded.value;
  return (
    <ContactFrame contact={contact} onChange={again}>
      <Said contact={contact} lines={lines} />
    </ContactFrame>
  );
}

/** Head of the page, and beside what was said who and where. */
function ContactFrame(props: { contact: Contact; onChange: () => void; children: ReactNode }) {
  const { contact, onChange } = props;
  const { t, moment, number } = useMessages();
  const { me } = useMe();
  const channels = useChannelNames();
  const { title } = whoOf(contact.customer, t);
  return (
    <div className="page contact">
      <header className="contact-head">
        <Link href="/contacts" className="small soft">
          {t('contacts.back')}
        </Link>
        <div className="contact-title">
          <h1>
            <bdi>{title}</bdi>
          </h1>
          <ContactState contact={contact} />
          <Link href={`/contacts/${encodeURIComponent(contact.id)}/replay`} className={buttonClass()}>
            {t('contacts.replay')}
          </Link>
        </div>
        <p className="small soft contact-facts">
          <span className="chip">{channels.nameOf(contact.channel)}</span>
          <span>
            <bdi dir="ltr">{contact.flow}</bdi> ·{' '}
            {t('contacts.version', { version: number(contact.version) })}
          </span>
          <time dateTime={new Date(contact.openedAt).toISOString()}>
            {t('contacts.began', { when: moment(contact.openedAt) })}
          </time>
          {contact.endedAt !== null && (
            <time dateTime={new Date(contact.endedAt).toISOString()}>
              {t('contacts.endedAt', { when: moment(contact.endedAt) })}
            </time>
          )}
        </p>
      </header>
      <div className="contact-said">{props.children}</div>
      <aside className="contact-aside" aria-label={t('contacts.about')}>
        <Where contact={contact} />
        {leadsContacts(me.role) && contact.endedAt === null && (
          <Actions contact={contact} onChange={onChange} />
        )}
        <CustomerCard contact={contact} channels={channels} />
      </aside>
    </div>
  );
}

const TABS = ['transcript', 'events'] as const;

function Said({ contact, lines }: { contact: Contact; lines: Parameters<typeof Transcript>[0]['lines'] }) {
  const { t } = useMessages();
  const [tab, setTab] = useState<(typeof TABS)[number]>('transcript');
  return (
    <>
      <Tabs
        label={t('contacts.views')}
        tabs={TABS.map((one) => ({ id: one, label: t(`contacts.${one}`) }))}
        chosen={tab}
        onChoose={setTab}
      />
      <TabPanel id={tab} className="panel contact-panel">
        {tab === 'transcript' ? (
          <Transcript lines={lines} contact={contact} />
        ) : (
          <EventLog contact={contact} />
        )}
      </TabPanel>
    </>
  );
}
