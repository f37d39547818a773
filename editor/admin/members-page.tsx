import { useState } from 'react';
import { api } from '../api.ts';
import { Failed, Waiting } from '../loaded.tsx';
import { useMessages } from '../messages/index.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { Invitations } from './invitations.tsx';
import { MemberRow } from './member-row.tsx';
import { Once } from './once.tsx';
import { Section } from './section.tsx';

/** Who works here, and who is to. */
export default function MembersPage() {
  const { t } = useMessages();
  const [loaded, again] = useLoaded(api.members, 'members');
  const [link, setLink] = useState<{ name: string; url: string }>();
  return (
    <>
      <Invitations />
      {!loaded && <Waiting />}
      {loaded && 'error' in loaded && <Failed error={loaded.error} again={again} />}
      {loaded && 'value' in loaded && (
        <Section title={t('members.title', { count: loaded.value.length })}>
          {link && (
            <Once
              title={t('members.resetLink', { name: link.name })}
              hint={t('members.resetHint')}
              text={link.url}
            />
          )}
          <ul className="rows">
            {loaded.value.map((member) => (
              <MemberRow
                key={member.id}
                member={member}
                onChange={again}
                onLink={(url) => setLink({ name: member.name, url })}
              />
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
