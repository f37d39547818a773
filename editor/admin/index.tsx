import { lazy, Suspense } from 'react';
import { Waiting } from '../loaded.tsx';
import { setsUp, useMe } from '../me.tsx';
import { useMessages } from '../messages/index.tsx';
import { Link } from '../ui/router.tsx';
import { AccountPage } from './account-page.tsx';
import './admin.css';

/** The pages, in the order of the menu. All but the first are for those who set things up. */
const PAGES = {
  account: AccountPage,
  members: lazy(() => import('./members-page.tsx')),
  rules: lazy(() => import('./rules-page.tsx')),
  'single-sign-on': lazy(() => import('./single-sign-on-page.tsx')),
  tokens: lazy(() => import('./tokens-page.tsx')),
  audit: lazy(() => import('./audit-page.tsx')),
};
type Page = keyof typeof PAGES;

/** One's own account, and for admins everything about who may come in. */
export default function Admin({ id }: { id: string }) {
  const { t } = useMessages();
  const { me } = useMe();
  const pages = (Object.keys(PAGES) as Page[]).filter((page) => page === 'account' || setsUp(me.role));
  const page = pages.find((one) => one === id);
  if (page === undefined) return <h1 className="notice">{t('state.nowhere')}</h1>;
  const Shown = PAGES[page];
  return (
    <div className="page admin">
      {pages.length > 1 && (
        <nav aria-label={t('admin.menu')}>
          <ul>
            {pages.map((one) => (
              <li key={one}>
                <Link
                  href={`/settings/${one}`}
                  {...(one === page ? { 'aria-current': 'page' as const } : {})}
                >
                  {t(`admin.${one}`)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <div className="admin-page">
        <h1>{t(`admin.${page}`)}</h1>
        <Suspense fallback={<Waiting />}>
          <Shown />
        </Suspense>
      </div>
    </div>
  );
}
