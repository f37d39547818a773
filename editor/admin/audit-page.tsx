import { useEffect, useState } from 'react';
import { api } from '../api.ts';
import { useMessages } from '../messages/index.tsx';
import { useSending } from '../sending.ts';
import { Button } from '../ui/button.tsx';
import { Refusal, Section } from './section.tsx';

type Entry = Awaited<ReturnType<typeof api.audit>>['entries'][number];

/** Who did what, newest first. */
export default function AuditPage() {
  const { t } = useMessages();
  const [entries, setEntries] = useState<Entry[]>([]);
  const [next, setNext] = useState<number | null>(null);
  const { sending, refused, send } = useSending();
  const more = (before?: number) =>
    void send(async () => {
      const page = await api.audit(before);
      setEntries((known) => (before === undefined ? page.entries : [...known, ...page.entries]));
      setNext(page.next);
    });
  // Once: the list grows by the button below it.
  // oxlint-disable-next-line react/exhaustive-deps
  useEffect(() => more(), []);
  return (
    <Section title={t('audit.title')} hint={t('audit.hint')}>
      <ol className="rows">
        {entries.map((entry) => (
          <AuditRow key={entry.seq} entry={entry} />
        ))}
      </ol>
      <Refusal text={refused} />
      {next !== null && (
        <div>
          <Button disabled={sending} onClick={() => more(next)}>
            {t('audit.more')}
          </Button>
        </div>
      )}
    </Section>
  );
}

function AuditRow({ entry }: { entry: Entry }) {
  const { t, has, moment } = useMessages();
  const key = `did.${entry.action}`;
  const detail = Object.entries(entry.detail).filter(([, value]) => value !== null);
  return (
    <li className="row audit-row">
      <div>
        <strong>
          <bdi>{entry.actorName}</bdi>
        </strong>{' '}
        {has(key) ? t(key) : entry.action}
        <p className="small soft">
          <bdi dir="ltr">{entry.subject}</bdi>
          {detail.map(([name, value]) => (
            <span key={name} className="audit-fact">
              <bdi dir="ltr">
                {name}: {Array.isArray(value) ? value.join(', ') : String(value)}
              </bdi>
            </span>
          ))}
        </p>
      </div>
      <time className="small soft" dateTime={new Date(entry.at).toISOString()}>
        {moment(entry.at)}
      </time>
    </li>
  );
}
