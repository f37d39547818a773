import { useId } from 'react';
import { api } from '../api.ts';
import { useMessages } from '../messages/index.tsx';
import { Choice } from '../ui/choice.tsx';
import { Field } from '../ui/field.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import type { Search } from './search.ts';
import { useChannelNames } from './channel-names.ts';

/** The fields that narrow the list; what is chosen counts at once. */
export function SearchFields({ search, onChange }: { search: Search; onChange: (search: Search) => void }) {
  const { t } = useMessages();
  const [flows] = useLoaded(api.flows, 'flows');
  const channels = useChannelNames();
  const hint = useId();
  const put = (field: keyof Search) => (event: { target: { value: string } }) =>
    onChange({ ...search, [field]: event.target.value });
  const any = { value: '', text: t('contacts.any') };
  const known =
    flows && 'value' in flows ? flows.value.map(({ id, name }) => ({ value: id, text: name })) : [];
  return (
    <search className="contacts-search" aria-label={t('contacts.search')}>
      <div className="contacts-address">
        <Field
          label={t('contacts.address')}
          type="search"
          dir="auto"
          autoComplete="off"
          maxLength={300}
          aria-describedby={hint}
          placeholder="+90 532 123 45 67"
          value={search.address}
          onChange={put('address')}
        />
        <span id={hint} className="unseen">
          {t('contacts.addressHint')}
        </span>
      </div>
      <Choice
        label={t('contacts.flow')}
        value={search.flow}
        onChange={put('flow')}
        options={withChosen([any, ...known], search.flow)}
      />
      <Choice
        label={t('contacts.state')}
        value={search.state}
        onChange={put('state')}
        options={[
          any,
          { value: 'live', text: t('contacts.live') },
          { value: 'ended', text: t('contacts.ended') },
        ]}
      />
      <Choice
        label={t('contacts.channel')}
        value={search.channel}
        onChange={put('channel')}
        options={withChosen([any, ...channels.options], search.channel)}
      />
      <Field label={t('contacts.from')} type="date" value={search.from} onChange={put('from')} />
      <Field label={t('contacts.to')} type="date" value={search.to} onChange={put('to')} />
    </search>
  );
}

type Option = { value: string; text: string };

/** What is chosen is shown even before its name is known. */
const withChosen = (options: Option[], chosen: string): Option[] =>
  options.some(({ value }) => value === chosen) ? options : [...options, { value: chosen, text: chosen }];
