import { api } from '../api.ts';
import { Failed, Waiting } from '../loaded.tsx';
import { useMe } from '../me.tsx';
import { useMessages } from '../messages/index.tsx';
import { useSending } from '../sending.ts';
import { Choice, Tick } from '../ui/choice.tsx';
import { Field } from '../ui/field.tsx';
import { SureButton } from '../ui/sure-button.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { Once } from './once.tsx';
import { type Role, roleOptions } from './roles.ts';
import { Refusal, Section, SmallForm } from './section.tsx';

type Settings = Awaited<ReturnType<typeof api.singleSignOn>>;

/** The organisation's identity provider. */
export default function SingleSignOnPage() {
  const [loaded, again] = useLoaded(api.singleSignOn, 'single-sign-on');
  if (!loaded) return <Waiting />;
  if ('error' in loaded) return <Failed error={loaded.error} again={again} />;
  return <Provider settings={loaded.value} again={again} />;
}

function Provider({ settings: { redirectUrl, provider }, again }: { settings: Settings; again: () => void }) {
  const { t } = useMessages();
  const { me } = useMe();
  const { sending, refused, send } = useSending();
  const words = (text: string) => text.split(/[\s,]+/).filter((one) => one !== '');
  return (
    <Section title={t('sso.title')} hint={t('sso.hint')}>
      <Once title={t('sso.redirect')} hint={t('sso.redirectHint')} text={redirectUrl} />
      <SmallForm
        submit={t('admin.save')}
        done={t('admin.saved')}
        send={async (written) => {
          const secret = written('secret');
          await api.setSingleSignOn({
            label: written('label'),
            issuer: written('issuer'),
            clientId: written('clientId'),
            domains: words(written('domains').toLowerCase()),
            newUserRole: written('newUserRole') as Exclude<Role, 'admin'>,
            insideNetwork: written('insideNetwork') === 'on',
            ...(secret === '' ? {} : { secret }),
          });
          again();
        }}
      >
        <Field
          label={t('sso.label')}
          name="label"
          required
          maxLength={60}
          defaultValue={provider?.label ?? me.organisation.name}
        />
        <Field
          label={t('sso.issuer')}
          name="issuer"
          type="url"
          required
          dir="ltr"
          defaultValue={provider?.issuer}
        />
        <Field
          label={t('sso.clientId')}
          name="clientId"
          required
          dir="ltr"
          defaultValue={provider?.clientId}
        />
        <Field
          label={t('sso.secret')}
          {...(provider ? { hint: t('sso.secretKept') } : {})}
          name="secret"
          type="password"
          required={provider === null}
          autoComplete="off"
        />
        <Field
          label={t('sso.domains')}
          hint={t('sso.domainsHint')}
          name="domains"
          dir="ltr"
          defaultValue={provider?.domains.join(', ')}
        />
        <Choice
          label={t('sso.newUserRole')}
          name="newUserRole"
          defaultValue={provider?.newUserRole ?? 'agent'}
          options={roleOptions(t, ['admin'])}
        />
        <Tick
          label={t('sso.insideNetwork')}
          hint={t('sso.insideNetworkHint')}
          name="insideNetwork"
          defaultChecked={provider?.insideNetwork ?? false}
        />
      </SmallForm>
      {provider && (
        <div>
          <SureButton
            text={t('sso.remove')}
            sure={t('members.sure')}
            cancel={t('admin.cancel')}
            disabled={sending}
            onSure={() => void send(api.removeSingleSignOn).then(again)}
          />
        </div>
      )}
      <Refusal text={refused} />
    </Section>
  );
}
