import { useId, useState } from 'react';
import { api, type Contact } from '../api.ts';
import { useMessages } from '../messages/index.tsx';
import { useSending } from '../sending.ts';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { SureButton } from '../ui/sure-button.tsx';

/** What people in charge do to a live contact: put it to another node, which can be undone, and end it, which cannot. */
export function Actions({ contact, onChange }: { contact: Contact; onChange: () => void }) {
  const { t } = useMessages();
  const title = useId();
  const { sending, refused, send } = useSending();
  const [moved, setMoved] = useState<{ to: string; back?: string }>();
  const here = contact.frames.at(-1)?.node;
  const places = contact.places.filter(({ node }) => node !== here);
  const [chosen, setChosen] = useState('');
  const target = places.find(({ node }) => node === chosen) ?? places[0];
  const nameOf = (node: string) => contact.places.find((place) => place.node === node)?.name ?? node;
  const move = (node: string, back?: string) =>
    void send(async () => {
      await api.moveContact(contact.id, node);
      setMoved({ to: nameOf(node), ...(back === undefined ? {} : { back }) });
    }).then(onChange);
  // Only where the customer was waiting can they be put again.
  const back = contact.places.some(({ node }) => node === here) ? here : undefined;
  return (
    <section className="panel contact-card" aria-labelledby={title}>
      <h2 id={title}>{t('contacts.steer')}</h2>
      {target && (
        <div className="contact-move">
          <Choice
            label={t('contacts.move')}
            value={target.node}
            onChange={(event) => setChosen(event.target.value)}
            options={places.map(({ node, name }) => ({ value: node, text: name ?? node }))}
          />
          <SureButton
            text={t('contacts.moveIt')}
            label={t('contacts.moveTo', { node: target.name ?? target.node })}
            sure={t('contacts.moveSure')}
            cancel={t('admin.cancel')}
            disabled={sending}
            onSure={() => move(target.node, back)}
          />
        </div>
      )}
      <output className="contact-done">
        {moved && (
          <>
            <span className="small">
              <bdi>{t('contacts.moved', { node: moved.to })}</bdi>
            </span>
            {moved.back !== undefined && (
              <Button disabled={sending} onClick={() => move(moved.back!)}>
                {t('contacts.undo')}
              </Button>
            )}
          </>
        )}
      </output>
      {refused !== undefined && (
        <p role="alert" className="refusal">
          {refused}
        </p>
      )}
      <div className="contact-end">
        <p className="small soft">{t('contacts.endHint')}</p>
        <SureButton
          text={t('contacts.end')}
          sure={t('contacts.endSure')}
          cancel={t('admin.cancel')}
          disabled={sending}
          onSure={() => void send(() => api.endContact(contact.id, {})).then(onChange)}
        />
      </div>
    </section>
  );
}
