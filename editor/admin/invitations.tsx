import { useState } from 'react';
import { api } from '../api.ts';
import { useMessages } from '../messages/index.tsx';
import { useSending } from '../sending.ts';
import { Choice } from '../ui/choice.tsx';
import { Field } from '../ui/field.tsx';
import { SureButton } from '../ui/sure-button.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { Once } from './once.tsx';
import { type Role, roleOptions } from './roles.ts';
import { Refusal, Section, SmallForm } from './section.tsx';

/** Invites people, and lists who has not come yet. */
export function Invitations() {
  const { t, since } = useMessages();
  const [loaded, again] = useLoaded(api.invitations, 'invitations');
  const [made, setMade] = useState<{ email: string; url: string }>();
  const { sending, refused, send } = useSending();
  const open = loaded && 'value' in loaded ? loaded.value : [];
  return (
    <Section title={t('invite.title')} hint={t('invite.hint')}>
      <SmallForm
        submit={t('invite.submit')}
        send={async (written, form) => {
          const email = written('email');
          const { url } = await api.invite({ email, role: written('role') as Role });
          setMade({ email, url });
          form.reset();
          again();
        }}
      >
        <Field label={t('account.email')} name="email" type="email" required autoComplete="off" />
        <Choice label={t('account.role')} name="role" defaultValue="designer" options={roleOptions(t)} />
      </SmallForm>
      {made && (
        <Once title={t('invite.link', { email: made.email })} hint={t('invite.linkHint')} text={made.url} />
      )}
      {open.length > 0 && (
        <ul className="rows" aria-label={t('invite.open')}>
          {open.map(({ id, email, role, createdAt }) => (
            <li key={id} className="row">
              <div>
                <bdi dir="ltr">{email}</bdi> <span className="chip">{t(`role.${role}`)}</span>
                <p className="small soft">{t('invite.since', { when: since(createdAt) })}</p>
              </div>
              <SureButton
                text={t('invite.revoke')}
                label={t('invite.revokeOne', { email: email ?? '' })}
                sure={t('members.sure')}
                cancel={t('admin.cancel')}
                disabled={sending}
                onSure={() => void send(() => api.revokeInvitation(id)).then(again)}
              />
            </li>
          ))}
        </ul>
      )}
      <Refusal text={refused} />
    </Section>
  );
}
