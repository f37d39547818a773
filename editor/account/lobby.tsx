import { useMe } from '../me.tsx';
import { useMessages } from '../messages/index.tsx';
import { Link } from '../ui/router.tsx';
import './account.css';

/** What somebody sees first whose role has no flows to look at. */
export function Lobby() {
  const { t } = useMessages();
  const { me } = useMe();
  return (
    <div className="page lobby">
      <h1>{t('lobby.title', { name: me.name })}</h1>
      <p className="soft">
        {t('lobby.intro', { role: t(`role.${me.role}`), organisation: me.organisation.name })}
      </p>
      <p>
        <Link href="/settings/account">{t('lobby.account')}</Link>
      </p>
    </div>
  );
}
