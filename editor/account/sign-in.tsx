import { useState } from 'react';
import { api } from '../api.ts';
import { useMessages } from '../messages/index.tsx';
import { useSending } from '../sending.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Link } from '../ui/router.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { AccountForm } from './form.tsx';
import { SecondStep } from './second-step.tsx';

const inAddress = (name: string): string | undefined =>
  new URLSearchParams(location.search).get(name) ?? undefined;

/** E-mail and password, then the code of an authenticator where one is set up; or the organisation's own sign-in. */
export function SignIn({ onDone }: { onDone: () => void }) {
  const { t } = useMessages();
  const [needsCode, setNeedsCode] = useState(false);
  const organisation = inAddress('organisation');
  if (needsCode) return <SecondStep onDone={onDone} />;
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
      more={<OtherWays organisation={organisation} />}
    >
      {inAddress('error') !== undefined && (
        <p role="alert" className="refusal">
          {t('refused.sso')}
        </p>
      )}
      <Field label={t('account.email')} name="email" type="email" required autoComplete="username" />
      <Field
        label={t('account.password')}
        name="password"
        type="password"
        required
        autoComplete="current-password"
      />
    </AccountForm>
  );
}

function OtherWays({ organisation }: { organisation: string | undefined }) {
  const { t } = useMessages();
  const [methods] = useLoaded(() => api.methods(organisation), 'methods');
  const { sending, refused, send } = useSending();
  const provider = methods && 'value' in methods ? methods.value.singleSignOn : null;
  return (
    <div className="account-more">
      {provider && (
        <Button
          disabled={sending}
          onClick={() =>
            void send(async () => location.assign(await api.singleSignOnUrl(organisation ?? 'main')))
          }
        >
          {t('account.signInWith', { label: provider.label })}
        </Button>
      )}
      {refused !== undefined && (
        <p role="alert" className="refusal">
          {refused}
        </p>
      )}
      <Link href="/forgotten" className="small">
        {t('account.forgotten')}
      </Link>
      <p className="small soft">{t('account.firstHint')}</p>
    </div>
  );
}
