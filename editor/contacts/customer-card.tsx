import { useId } from 'react';
import { api, type Contact, type Customer } from '../api.ts';
import { Loaded } from '../loaded.tsx';
import { type MessageKey, useMessages } from '../messages/index.tsx';
import en from '../messages/en.json';
import { Link } from '../ui/router.tsx';
import type { ChannelNames } from './channel-names.ts';
import { ContactState } from './contact-row.tsx';
import { Values } from './where.tsx';

/** Who a contact is with: every address, what is known, and their other contacts on every channel. */
export function CustomerCard({ contact, channels }: { contact: Contact; channels: ChannelNames }) {
  const { t } = useMessages();
  const title = useId();
  const { id } = contact.customer;
  return (
    <section className="panel contact-card" aria-labelledby={title}>
      <h2 id={title}>{t('contacts.customer')}</h2>
      {/* When a contact has ended, the list beside it is another. */}
      <Loaded name={`${id} ${contact.endedAt}`} load={() => api.customer(id)}>
        {(customer) => (
          <>
            <Person customer={customer} />
            <History customer={customer} except={contact.id} channels={channels} />
          </>
        )}
      </Loaded>
    </section>
  );
}

function Person({ customer }: { customer: Customer }) {
  const { t, nameOf } = useMessages();
  const { name, language, addresses, optOuts, attributes } = customer;
  const known = Object.entries(attributes);
  const refused = optOuts.map(({ channel }) => {
    const key = `channel.${channel}`;
    return Object.hasOwn(en, key) ? t(key as MessageKey) : t('contacts.everywhere');
  });
  return (
    <>
      <p className="contact-person">
        <strong>
          <bdi>{name ?? t('contacts.unknown')}</bdi>
        </strong>
        {language !== null && <span className="chip">{nameOf(language)}</span>}
      </p>
      {refused.length > 0 && (
        <p className="contact-refused small">{t('contacts.optedOut', { channels: refused.join(', ') })}</p>
      )}
      <h3 className="small soft">{t('contacts.addresses')}</h3>
      {addresses.length === 0 ? (
        <p className="small soft">{t('contacts.noAddresses')}</p>
      ) : (
        <ul className="contact-addresses small">
          {addresses.map(({ kind, address }) => (
            <li key={`${kind} ${address}`}>
              <bdi dir="ltr">{address}</bdi>
            </li>
          ))}
        </ul>
      )}
      {known.length > 0 && (
        <>
          <h3 className="small soft">{t('contacts.known')}</h3>
          <Values values={known} />
        </>
      )}
    </>
  );
}

function History(props: { customer: Customer; except: string; channels: ChannelNames }) {
  const { t, since } = useMessages();
  const others = props.customer.contacts.filter(({ id }) => id !== props.except);
  return (
    <>
      <h3 className="small soft">{t('contacts.history')}</h3>
      {others.length === 0 ? (
        <p className="small soft">{t('contacts.noHistory')}</p>
      ) : (
        <ul className="contact-history small">
          {others.map((one) => (
            <li key={one.id}>
              <Link href={`/contacts/${encodeURIComponent(one.id)}`}>
                {props.channels.nameOf(one.channel)} · {since(one.openedAt)}
              </Link>
              <ContactState contact={one} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
