import { useId } from 'react';
import type { Contact } from '../api.ts';
import { seesFlows, useMe } from '../me.tsx';
import { useMessages } from '../messages/index.tsx';
import { Link } from '../ui/router.tsx';

/** Where a live contact is: the flows it is in, the node it waits at, and what it knows by now. */
export function Where({ contact }: { contact: Contact }) {
  const { t, moment } = useMessages();
  const { me } = useMe();
  const id = useId();
  const { frames, due } = contact;
  const running = frames.at(-1);
  return (
    <section className="panel contact-card" aria-labelledby={id}>
      <h2 id={id}>{t('contacts.where')}</h2>
      {!running && <p className="soft">{t('contacts.over')}</p>}
      {frames.length > 0 && (
        <ol className="contact-frames">
          {frames.map(({ flow, node, nodeName }, index) => {
            const name = nodeName ?? node;
            return (
              <li key={index} aria-current={index === frames.length - 1 ? 'location' : undefined}>
                {seesFlows(me.role) ? (
                  <Link
                    href={`/flows/${flow}#${encodeURIComponent(node)}`}
                    aria-label={t('contacts.openNode', { node: name })}
                  >
                    <bdi>{name}</bdi>
                  </Link>
                ) : (
                  <bdi>{name}</bdi>
                )}
                <bdi className="small soft" dir="ltr">
                  {flow}
                </bdi>
              </li>
            );
          })}
        </ol>
      )}
      {due !== null && <p className="small soft">{t('contacts.due', { when: moment(due) })}</p>}
      {running && <Variables variables={running.variables} />}
    </section>
  );
}

function Variables({ variables }: { variables: Contact['frames'][number]['variables'] }) {
  const { t } = useMessages();
  const known = Object.entries(variables).filter(([, value]) => value !== null && value !== undefined);
  if (known.length === 0) return null;
  return (
    <>
      <h3 className="small soft">{t('contacts.variables')}</h3>
      <Values values={known} />
    </>
  );
}

/** Names and what they stand for, as text. */
export const Values = ({ values }: { values: [name: string, value: unknown][] }) => (
  <dl className="values small">
    {values.map(([name, value]) => (
      <div key={name}>
        <dt className="soft">
          <bdi dir="ltr">{name}</bdi>
        </dt>
        <dd>
          <bdi>{typeof value === 'string' ? value : JSON.stringify(value)}</bdi>
        </dd>
      </div>
    ))}
  </dl>
);
