import { api } from '../api.ts';
import { useMessages } from '../messages/index.tsx';
import { AccountForm } from './form.tsx';
import { tokenOfLink } from './token-of-link.ts';
import { NewPassword } from './welcome.tsx';

/** Where the link to a new password leads. */
export default function Reset() {
  const { t } = useMessages();
  const token = tokenOfLink();
  return (
    <AccountForm
      title={t('account.reset')}
      submit={t('account.save')}
      send={async (written) => {
        await api.reset({ token, password: written('password') });
        location.assign('/');
      }}
    >
      <NewPassword />
    </AccountForm>
  );
}
