import { useState } from 'react';
import { api } from '../api.ts';
import { useMessages } from '../messages/index.tsx';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { AccountForm } from './form.tsx';

/** The code of the authenticator, or one of the backup codes. */
export function SecondStep({ onDone }: { onDone: () => void }) {
  const { t } = useMessages();
  const [backup, setBackup] = useState(false);
  return (
    <AccountForm
      title={t('account.secondStep')}
      intro={t(backup ? 'account.backupIntro' : 'account.codeIntro')}
      submit={t('account.signIn')}
      send={async (written) => {
        await api.secondFactor({ code: written('code').replace(/\s/g, ''), backup });
        onDone();
      }}
      more={
        <div className="account-more">
          <Button onClick={() => setBackup(!backup)}>
            {t(backup ? 'account.useCode' : 'account.useBackup')}
          </Button>
        </div>
      }
    >
      <Field
        key={String(backup)}
        label={t(backup ? 'account.backupCode' : 'account.code')}
        name="code"
        required
        autoComplete={backup ? 'off' : 'one-time-code'}
        {...(backup ? {} : { inputMode: 'numeric' as const })}
      />
    </AccountForm>
  );
}
