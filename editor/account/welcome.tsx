import { api } from '../api.ts';
import { useMessages } from '../messages/index.tsx';
import { Field } from '../ui/field.tsx';
import { Loaded } from '../loaded.tsx';
import { AccountForm } from './form.tsx';
import { tokenOfLink } from './token-of-link.ts';

/** Where an invitation leads: the bearer of the link becomes a user. */
export default function Welcome() {
  const { t } = useMessages();
  const token = tokenOfLink();
  return (
    <Loaded name={token} load={() => api.invitation(token)}>
      {({ organisation, role, email }) => (
        <AccountForm
          title={t('account.welcome')}
          intro={t('account.invited', { organisation, role: t(`role.${role as 'admin'}`) })}
          submit={t('account.join')}
          send={async (written) => {
            const about = { token, name: written('name'), password: written('password') };
            await api.join(email === null ? { ...about, email: written('email') } : about);
            location.assign('/');
          }}
        >
          <Field label={t('account.name')} name="name" required maxLength={100} autoComplete="name" />
          <Field
            label={t('account.email')}
            name="email"
            type="email"
            required
            autoComplete="username"
            {...(email === null ? {} : { value: email, readOnly: true })}
          />
          <NewPassword />
        </AccountForm>
      )}
    </Loaded>
  );
}

/** The field for a password that is still to be remembered. */
export function NewPassword() {
  const { t } = useMessages();
  return (
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
  );
}
