import { useState } from 'react';
import { api } from '../api.ts';
import { Loaded } from '../loaded.tsx';
import { useMessages } from '../messages/index.tsx';
import { Field } from '../ui/field.tsx';
import { Link } from '../ui/router.tsx';
import { AccountForm } from './form.tsx';

/** A way back in: by letter where letters can be sent, else by way of an admin. */
export default function Forgotten() {
  const { t } = useMessages();
  return (
    <Loaded name="methods" load={() => api.methods()}>
      {({ mail }) =>
        mail ? (
          <Ask />
        ) : (
          <div className="panel account">
            <h1>{t('account.forgotten')}</h1>
            <p className="soft">{t('account.askAdmin')}</p>
            <Link href="/">{t('account.back')}</Link>
          </div>
        )
      }
    </Loaded>
  );
}

function Ask() {
  const { t } = useMessages();
  const [sent, setSent] = useState(false);
  return (
    <AccountForm
      title={t('account.forgotten')}
      intro={t('account.forgottenIntro')}
      submit={t('account.sendLink')}
      send={async (written) => {
        await api.forgotten(written('email'));
        setSent(true);
      }}
      more={
        <div className="account-more">
          {sent && <output>{t('account.linkSent')}</output>}
          <Link href="/" className="small">
            {t('account.back')}
          </Link>
        </div>
      }
    >
      <Field label={t('account.email')} name="email" type="email" required autoComplete="username" />
    </AccountForm>
  );
}
