import { api } from '../api.ts';
import { Loaded } from '../loaded.tsx';
import { useMe } from '../me.tsx';
import { useMessages } from '../messages/index.tsx';
import { Tick } from '../ui/choice.tsx';
import { Field } from '../ui/field.tsx';
import { Section, SmallForm } from './section.tsx';

/** What the organisation asks of its people. */
export default function RulesPage() {
  const { t } = useMessages();
  const { again } = useMe();
  return (
    <Loaded name="organisation" load={api.organisation}>
      {(rules) => (
        <Section title={t('rules.title')} hint={t('rules.hint')}>
          <SmallForm
            submit={t('admin.save')}
            done={t('admin.saved')}
            send={async (written) => {
              await api.changeOrganisation({
                name: written('name'),
                requireSecondFactor: written('requireSecondFactor') === 'on',
                idleMinutes: Number(written('idleMinutes')),
                longestMinutes: Math.round(Number(written('longestHours')) * 60),
              });
              again();
            }}
          >
            <Field label={t('rules.name')} name="name" required maxLength={100} defaultValue={rules.name} />
            <Tick
              label={t('rules.requireSecondFactor')}
              hint={t('rules.requireSecondFactorHint')}
              name="requireSecondFactor"
              defaultChecked={rules.requireSecondFactor}
            />
            <Field
              label={t('rules.idle')}
              name="idleMinutes"
              type="number"
              required
              min={1}
              max={1440}
              defaultValue={rules.idleMinutes}
            />
            <Field
              label={t('rules.longest')}
              name="longestHours"
              type="number"
              required
              min={0.5}
              max={24}
              step={0.5}
              defaultValue={rules.longestMinutes / 60}
            />
          </SmallForm>
        </Section>
      )}
    </Loaded>
  );
}
