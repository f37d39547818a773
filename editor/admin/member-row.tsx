import { api } from '../api.ts';
import { useMe } from '../me.tsx';
import { useMessages } from '../messages/index.tsx';
import { useSending } from '../sending.ts';
import { Button } from '../ui/button.tsx';
import { SureButton } from '../ui/sure-button.tsx';
import { type Role, roleOptions } from './roles.ts';
import { Refusal } from './section.tsx';

type Member = Awaited<ReturnType<typeof api.members>>[number];

/** One member: role, state, and what an admin can do for or about them. */
export function MemberRow(props: { member: Member; onChange: () => void; onLink: (url: string) => void }) {
  const { member, onChange } = props;
  const { id, name, disabled } = member;
  const { t } = useMessages();
  const { me, again } = useMe();
  const { sending, refused, send } = useSending();
  const change = (work: () => Promise<void>) =>
    void send(work).then((done) => {
      if (!done) return;
      onChange();
      if (id === me.id) again();
    });
  return (
    <li className="row member" data-disabled={disabled}>
      <MemberWords member={member} isMe={id === me.id} />
      <div className="row-end">
        <select
          className="select"
          aria-label={t('members.roleOf', { name })}
          value={member.role}
          disabled={sending}
          onChange={(event) => {
            const role = event.target.value as Role;
            change(() => api.changeMember(id, { role }));
          }}
        >
          {roleOptions(t).map(({ value, text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
        <Button
          disabled={sending}
          aria-label={t('members.resetFor', { name })}
          onClick={() => void send(async () => props.onLink((await api.resetLink(id)).url))}
        >
          {t('members.reset')}
        </Button>
        {member.secondFactor && (
          <SureButton
            text={t('members.removeFactor')}
            label={t('members.removeFactorOf', { name })}
            sure={t('members.sure')}
            cancel={t('admin.cancel')}
            disabled={sending}
            onSure={() => change(() => api.removeFactorOf(id))}
          />
        )}
        <Button
          disabled={sending}
          aria-label={t(disabled ? 'members.enableOne' : 'members.disableOne', { name })}
          onClick={() => change(() => api.changeMember(id, { disabled: !disabled }))}
        >
          {t(disabled ? 'members.enable' : 'members.disable')}
        </Button>
        <SureButton
          text={t('members.remove')}
          label={t('members.removeOne', { name })}
          sure={t('members.sure')}
          cancel={t('admin.cancel')}
          disabled={sending}
          onSure={() => change(() => api.removeMember(id))}
        />
      </div>
      <Refusal text={refused} />
    </li>
  );
}

function MemberWords({ member, isMe }: { member: Member; isMe: boolean }) {
  const { t, since } = useMessages();
  const { name, email, disabled, secondFactor, lastSeen } = member;
  return (
    <div>
      <strong>
        <bdi>{name}</bdi>
      </strong>{' '}
      {isMe && <span className="chip">{t('members.you')}</span>}{' '}
      {disabled && <span className="chip">{t('members.disabled')}</span>}{' '}
      {secondFactor && <span className="chip">{t('members.secondFactor')}</span>}
      <p className="small soft">
        <bdi dir="ltr">{email}</bdi>
        {lastSeen !== null && <> · {t('members.lastSeen', { when: since(lastSeen) })}</>}
      </p>
    </div>
  );
}
