import { useState } from 'react';
import { api } from '../api.ts';
import { useMe } from '../me.tsx';
import { useMessages } from '../messages/index.tsx';
import { Tick } from '../ui/choice.tsx';
import { Field } from '../ui/field.tsx';
import { applyStillness, isStill } from '../ui/motion.ts';
import { SecondFactor } from './second-factor.tsx';
import { Section, SmallForm } from './section.tsx';
import { Sessions } from './sessions.tsx';

/** What people set about themselves. */
export function AccountPage() {
  const { t } = useMessages();
  const { me } = useMe();
  return (
    <>
      {me.mustSetUpSecondFactor && <output className="panel admin-notice">{t('factor.required')}</output>}
      <Section title={t('account.who')}>
        <dl className="facts">
          <Fact name={t('account.name')} text={me.name} />
          <Fact name={t('account.email')} text={me.email} />
          <Fact name={t('account.role')} text={t(`role.${me.role}`)} />
          <Fact name={t('account.organisation')} text={me.organisation.name} />
        </dl>
      </Section>
      {me.method === 'password' && (
        <>
          <SecondFactor />
          <Password email={me.email} />
        </>
      )}
      <Sessions />
      <Appearance />
    </>
  );
}

/** What else of the look is one's own: language and colours are chosen above every page. */
function Appearance() {
  const { t } = useMessages();
  const [still, setStill] = useState(isStill);
  return (
    <Section title={t('appearance.title')} hint={t('appearance.hint')}>
      <Tick
        label={t('appearance.still')}
        hint={t('appearance.stillHint')}
        checked={still}
        onChange={({ target }) => {
          applyStillness(target.checked);
          setStill(target.checked);
        }}
      />
    </Section>
  );
}

const Fact = ({ name, text }: { name: string; text: string }) => (
  <div>
    <dt className="small soft">{name}</dt>
    <dd>
      <bdi>{text}</bdi>
    </dd>
  </div>
);

function Password({ email }: { email: string }) {
  const { t } = useMessages();
  return (
    <Section title={t('account.password')} hint={t('account.passwordChangeHint')}>
      <SmallForm
        submit={t('account.changePassword')}
        done={t('account.passwordChanged')}
        send={async (written, form) => {
          await api.changePassword({ current: written('current'), password: written('password') });
          form.reset();
        }}
      >
        {/* So that a password manager knows whose password it is. */}
        <input type="text" name="email" value={email} autoComplete="username" readOnly hidden />
        <Field
          label={t('account.currentPassword')}
          name="current"
          type="password"
          required
          autoComplete="current-password"
        />
        <Field
          label={t('account.newPassword')}
          hint={t('account.passwordHint')}
          name="password"
          type="password"
          required
          minLength={8}
          maxLength={200}
          autoComplete="new-password"
        />
      </SmallForm>
    </Section>
  );
}
