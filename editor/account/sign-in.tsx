import { useState } from 'react';
import { api } from '../api.ts';
import { useMessages } from '../messages/index.tsx';
import { Field } from '../ui/field.tsx';
import { AccountForm } from './form.tsx';

/** E-mail and password, then the code of an authenticator where one is set up. */
export function SignIn({ onDone }: { onDone: () => void }) {
  const { t } = useMessages();
  const [needsCode, setNeedsCode] = useState(false);
  if (needsCode)
    return (
      <AccountForm
        title={t('account.signIn')}
        submit={t('account.signIn')}
        send={async (written) => {
          await api.secondFactor({ code: written('code').replace(/\s/g, ''), backup: false });
          onDone();
        }}
      >
        <Field
          label={t('account.code')}
          name="code"
          required
          inputMode="numeric"
          autoComplete="one-time-code"
        />
      </AccountForm>
    );
  return (
    <AccountForm
      title={t('account.signIn')}
      intro={t('account.signInIntro')}
      submit={t('account.signIn')}
      send={async (written) => {
        const { secondFactor } = await api.signIn({ email: written('email'), password: written('password') });
        if (secondFactor) setNeedsCode(true);
        else onDone();
      }}
    >
      <Field label={t('account.email')} name="email" type="email" required autoComplete="username" />
      <Field
        label={t('account.password')}
        name="password"
        type="password"
        required
        autoComplete="current-password"
      />
      <p className="small soft">{t('account.firstHint')}</p>
    </AccountForm>
  );
}
