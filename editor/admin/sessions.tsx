import { api } from '../api.ts';
import { Failed, Waiting } from '../loaded.tsx';
import { useMessages } from '../messages/index.tsx';
import { useSending } from '../sending.ts';
import { Button } from '../ui/button.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { Refusal, Section } from './section.tsx';

type Session = Awaited<ReturnType<typeof api.sessions>>[number];

/** Where one is signed in, and how to end it there. */
export function Sessions() {
  const { t } = useMessages();
  const [loaded, again] = useLoaded(api.sessions, 'sessions');
  const { sending, refused, send } = useSending();
  const end = (work: () => Promise<void>) => void send(work).then(again);
  if (!loaded) return <Waiting />;
  if ('error' in loaded) return <Failed error={loaded.error} again={again} />;
  const sessions = loaded.value;
  return (
    <Section title={t('sessions.title')} hint={t('sessions.hint')}>
      <ul className="rows">
        {sessions.map((one) => (
          <SessionRow
            key={one.id}
            one={one}
            disabled={sending}
            end={() => end(() => api.endSession(one.id))}
          />
        ))}
      </ul>
      <Refusal text={refused} />
      {sessions.length > 1 && (
        <div>
          <Button disabled={sending} onClick={() => end(api.endOtherSessions)}>
            {t('sessions.endOthers')}
          </Button>
        </div>
      )}
    </Section>
  );
}

function SessionRow({ one, disabled, end }: { one: Session; disabled: boolean; end: () => void }) {
  const { t, since } = useMessages();
  const browser = browserOf(one.browser ?? '') ?? t('sessions.unknownBrowser');
  return (
    <li className="row">
      <div>
        <bdi>{browser}</bdi> {one.current && <span className="chip">{t('sessions.here')}</span>}
        <p className="small soft">
          <bdi dir="ltr">{one.address}</bdi> · {t('sessions.lastUsed', { when: since(one.lastUsed) })}
        </p>
      </div>
      {!one.current && (
        <Button disabled={disabled} onClick={end} aria-label={t('sessions.endOne', { browser })}>
          {t('sessions.end')}
        </Button>
      )}
    </li>
  );
}

const BROWSERS = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const;
const SYSTEMS = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac OS', 'Linux'];

/** "Firefox, Linux": enough to recognise one's own. */
function browserOf(agent: string): string | undefined {
  const name = BROWSERS.find(([mark]) => agent.includes(mark))?.[1];
  const system = SYSTEMS.find((one) => agent.includes(one));
  return name === undefined ? undefined : [name, system].filter(Boolean).join(', ');
}
