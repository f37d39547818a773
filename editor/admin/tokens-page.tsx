import { useState } from 'react';
import { api } from '../api.ts';
import { Failed, Waiting } from '../loaded.tsx';
import { type MessageKey, useMessages } from '../messages/index.tsx';
import { useSending } from '../sending.ts';
import { Choice, Tick } from '../ui/choice.tsx';
import { Field } from '../ui/field.tsx';
import { SureButton } from '../ui/sure-button.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { Once } from './once.tsx';
import { Refusal, Section, SmallForm } from './section.tsx';

type Token = Awaited<ReturnType<typeof api.tokens>>[number];
type Scope = Token['scopes'][number];

const SCOPES: readonly Scope[] = [
  'flows:read',
  'flows:write',
  'flows:publish',
  'contacts:read',
  'contacts:write',
  'settings:read',
  'settings:write',
  'reports:read',
  'privacy',
];
const DAYS = ['30', '90', '365'];

/** Keys for programs. */
export default function TokensPage() {
  const { t } = useMessages();
  const [loaded, again] = useLoaded(api.tokens, 'tokens');
  const [made, setMade] = useState<string>();
  return (
    <>
      <Section title={t('tokens.new')} hint={t('tokens.hint')}>
        <SmallForm
          submit={t('tokens.make')}
          send={async (written, form) => {
            const scopes = SCOPES.filter((scope) => written(scope) === 'on');
            const { token } = await api.makeToken({
              name: written('name'),
              scopes,
              days: Number(written('days')),
            });
            setMade(token);
            form.reset();
            again();
          }}
        >
          <Field label={t('tokens.name')} hint={t('tokens.nameHint')} name="name" required maxLength={100} />
          <fieldset className="ticks">
            <legend>{t('tokens.scopes')}</legend>
            {SCOPES.map((scope) => (
              <Tick key={scope} name={scope} label={t(`scope.${scope}` as MessageKey)} />
            ))}
          </fieldset>
          <Choice
            label={t('tokens.lasts')}
            name="days"
            defaultValue="90"
            options={DAYS.map((value) => ({
              value,
              text: t('tokens.days', { count: Number(value) }),
            }))}
          />
        </SmallForm>
        {made !== undefined && <Once title={t('tokens.made')} hint={t('tokens.madeHint')} text={made} />}
      </Section>
      {!loaded && <Waiting />}
      {loaded && 'error' in loaded && <Failed error={loaded.error} again={again} />}
      {loaded && 'value' in loaded && <TokenList tokens={loaded.value} again={again} />}
    </>
  );
}

function TokenList({ tokens, again }: { tokens: Token[]; again: () => void }) {
  const { t } = useMessages();
  const { sending, refused, send } = useSending();
  return (
    <Section title={t('tokens.all')}>
      {tokens.length === 0 && <p className="soft">{t('tokens.none')}</p>}
      <ul className="rows">
        {tokens.map((token) => (
          <li key={token.id} className="row">
            <TokenWords token={token} />
            <SureButton
              text={t('tokens.revoke')}
              label={t('tokens.revokeOne', { name: token.name })}
              sure={t('members.sure')}
              cancel={t('admin.cancel')}
              disabled={sending}
              onSure={() => void send(() => api.revokeToken(token.id)).then(again)}
            />
          </li>
        ))}
      </ul>
      <Refusal text={refused} />
    </Section>
  );
}

function TokenWords({ token }: { token: Token }) {
  const { t, since, day } = useMessages();
  const used =
    token.lastUsedAt === null ? t('tokens.unused') : t('tokens.used', { when: since(token.lastUsedAt) });
  return (
    <div>
      <strong>
        <bdi>{token.name}</bdi>
      </strong>
      <ul className="chips">
        {token.scopes.map((scope) => (
          <li key={scope} className="chip">
            {t(`scope.${scope}` as MessageKey)}
          </li>
        ))}
      </ul>
      <p className="small soft">
        {used}
        {token.expiresAt !== null && <> · {t('tokens.until', { day: day(token.expiresAt) })}</>}
      </p>
    </div>
  );
}
