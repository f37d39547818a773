import { useState } from 'react';
import { api } from '../api.ts';
import { useMe } from '../me.tsx';
import { useMessages } from '../messages/index.tsx';
import { Field } from '../ui/field.tsx';
import { QrCode } from '../ui/qr-code.tsx';
import { Section, SmallForm } from './section.tsx';

type Begun = Awaited<ReturnType<typeof api.beginSecondFactor>>;

/** A second proof beside the password: set up in two steps, or taken away again. */
export function SecondFactor() {
  const { t } = useMessages();
  const { me, again } = useMe();
  const [begun, setBegun] = useState<Begun>();
  return (
    <Section title={t('factor.title')} hint={t(me.secondFactor ? 'factor.isOn' : 'factor.isOff')}>
      {begun ? (
        <Confirm
          begun={begun}
          onDone={() => {
            setBegun(undefined);
            again();
          }}
        />
      ) : (
        <SmallForm
          key={String(me.secondFactor)}
          submit={t(me.secondFactor ? 'factor.remove' : 'factor.setUp')}
          send={async (written) => {
            const password = written('password');
            if (me.secondFactor) await api.removeSecondFactor({ password }).then(again);
            else setBegun(await api.beginSecondFactor({ password }));
          }}
        >
          <Field
            label={t('account.currentPassword')}
            name="password"
            type="password"
            required
            autoComplete="current-password"
          />
        </SmallForm>
      )}
    </Section>
  );
}

function Confirm({ begun, onDone }: { begun: Begun; onDone: () => void }) {
  const { t } = useMessages();
  const secret = new URL(begun.uri).searchParams.get('secret') ?? '';
  return (
    <div className="factor">
      <QrCode text={begun.uri} label={t('factor.qrCode')} />
      <div className="factor-words">
        <p>{t('factor.scan')}</p>
        <p className="small soft">
          {t('factor.byHand')} <code dir="ltr">{secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
        </p>
        <div>
          <p className="small">{t('factor.backupCodes')}</p>
          <ul className="codes" dir="ltr">
            {begun.backupCodes.map((code) => (
              <li key={code}>
                <code>{code}</code>
              </li>
            ))}
          </ul>
        </div>
        <SmallForm
          submit={t('factor.confirm')}
          send={async (written) => {
            await api.confirmSecondFactor({ code: written('code').replace(/\s/g, '') });
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
        </SmallForm>
      </div>
    </div>
  );
}
