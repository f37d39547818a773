import { useState } from 'react';
import { api, type Me } from './api.ts';
import { seesContacts, seesFlows, setsUp } from './me.tsx';
import { type InterfaceLanguage, LANGUAGES, useMessages } from './messages/index.tsx';
import { Button, buttonClass } from './ui/button.tsx';
import mark from './ui/mark.svg';
import { Link } from './ui/router.tsx';
import { applyTheme, storedTheme, type Theme, THEMES } from './ui/theme.ts';

const SPOKEN = Object.keys(LANGUAGES) as InterfaceLanguage[];
const THEME_TEXT = {
  system: 'shell.themeSystem',
  light: 'shell.themeLight',
  dark: 'shell.themeDark',
} as const;

/** Name, screens, language, appearance, and who is there. */
export function Header({ path, me, onLeft }: { path: string; me: Me | undefined; onLeft: () => void }) {
  const { t, language, choose } = useMessages();
  const here = (one: boolean) => (one ? { 'aria-current': 'page' as const } : {});
  return (
    <header className="header">
      <Link href="/" className="brand">
        <img src={mark} alt="" width={26} height={26} />
        Patchbay
      </Link>
      <nav aria-label={t('shell.main')}>
        {(!me || seesFlows(me.role)) && (
          <Link href="/" {...here(path === '/' || path.startsWith('/flows/'))}>
            {t('shell.flows')}
          </Link>
        )}
        {me && seesContacts(me.role) && (
          <Link href="/contacts" {...here(path === '/contacts' || path.startsWith('/contacts/'))}>
            {t('contacts.title')}
          </Link>
        )}
        <Link href="/node-types" {...here(path === '/node-types')}>
          {t('shell.nodeTypes')}
        </Link>
      </nav>
      <select
        className="select"
        aria-label={t('shell.language')}
        value={language}
        onChange={(event) => choose(event.target.value as InterfaceLanguage)}
      >
        {SPOKEN.map((one) => (
          <option key={one} value={one} lang={one}>
            {LANGUAGES[one]}
          </option>
        ))}
      </select>
      <ThemeChoice />
      {me && (
        <>
          <Link
            href={setsUp(me.role) ? '/settings/members' : '/settings/account'}
            className={buttonClass()}
            {...here(path.startsWith('/settings/'))}
          >
            <bdi>{me.name}</bdi>
          </Link>
          <Button onClick={() => void api.signOut().finally(onLeft)}>{t('account.signOut')}</Button>
        </>
      )}
    </header>
  );
}

function ThemeChoice() {
  const { t } = useMessages();
  const [theme, setTheme] = useState(storedTheme);
  const choose = (wanted: Theme) => {
    applyTheme(wanted);
    setTheme(wanted);
  };
  return (
    <select
      className="select"
      aria-label={t('shell.theme')}
      value={theme}
      onChange={(event) => choose(event.target.value as Theme)}
    >
      {THEMES.map((one) => (
        <option key={one} value={one}>
          {t(THEME_TEXT[one])}
        </option>
      ))}
    </select>
  );
}
