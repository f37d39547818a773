import { useEffect, useState } from 'react';
import { api } from '../api.ts';
import { Failed, Waiting } from '../loaded.tsx';
import { useMessages } from '../messages/index.tsx';
import { Button } from '../ui/button.tsx';
import { useChannelNames } from './channel-names.ts';
import { ContactRow } from './contact-row.tsx';
import { SearchFields } from './search-fields.tsx';
import { NOTHING_WANTED, queryOf, readSearch, type Search, writeSearch } from './search.ts';
import { useGrowing } from './use-growing.ts';
import './contacts.css';

/** Ms after the last key before the server is asked. */
const SETTLED = 250;

/** Every contact, opened last first, and the fields that find one. */
export default function Contacts() {
  const { t, number } = useMessages();
  const [search, setSearch] = useState(() => readSearch(location.search));
  const wanted = useSettled(search);
  const channels = useChannelNames();
  const { items, hasMore, error, loading, more, again } = useGrowing(
    (cursor) => api.contacts({ ...queryOf(wanted), ...(cursor === undefined ? {} : { cursor }) }),
    writeSearch(wanted),
  );
  // In the address of the page, so that it is there again when somebody comes back.
  useEffect(() => history.replaceState(null, '', `${location.pathname}${writeSearch(wanted)}`), [wanted]);
  return (
    <div className="page contacts">
      <header>
        <h1>{t('contacts.title')}</h1>
        <p className="soft">{t('contacts.intro')}</p>
      </header>
      <SearchFields search={search} onChange={setSearch} />
      <div className="contacts-state">
        <output className="small soft">
          {items ? t('contacts.count', { count: number(items.length) }) : t('state.loading')}
        </output>
        <Button disabled={loading} onClick={again}>
          {t('contacts.again')}
        </Button>
      </div>
      {!items && <Waiting />}
      {items && items.length > 0 && (
        <ul className="panel contact-list" aria-label={t('contacts.title')} aria-busy={loading}>
          {items.map((contact) => (
            <ContactRow key={contact.id} contact={contact} channels={channels} />
          ))}
        </ul>
      )}
      {error !== undefined && <Failed error={error} again={items?.length ? more : again} />}
      {error === undefined && items?.length === 0 && (
        <Nobody search={wanted} onClear={() => setSearch(NOTHING_WANTED)} />
      )}
      {hasMore && error === undefined && (
        <div className="contacts-more">
          <Button disabled={loading} onClick={more}>
            {t('contacts.more')}
          </Button>
        </div>
      )}
    </div>
  );
}

function Nobody({ search, onClear }: { search: Search; onClear: () => void }) {
  const { t } = useMessages();
  const isWide = writeSearch(search) === '';
  return (
    <div className="panel notice">
      <p>{t(isWide ? 'contacts.none' : 'contacts.noneFit')}</p>
      {!isWide && <Button onClick={onClear}>{t('contacts.clear')}</Button>}
    </div>
  );
}

/** The last search that stood for a moment: the server is not asked at every key. */
function useSettled(search: Search): Search {
  const [settled, setSettled] = useState(search);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(search), SETTLED);
    return () => clearTimeout(timer);
  }, [search]);
  return settled;
}
