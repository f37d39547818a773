import { type ReactNode, useState } from 'react';
import { api, type FlowTemplate, type FoundFlow } from '../api.ts';
import { Loaded } from '../loaded.tsx';
import { type MessageKey, useMessages } from '../messages/index.tsx';
import type { Written } from '../sending.ts';
import { Choice } from '../ui/choice.tsx';
import { Field } from '../ui/field.tsx';
import { go } from '../ui/router.tsx';
import { guide } from '../guide.ts';
import { FormDialog } from './form-dialog.tsx';
import { TemplatePicture } from './template-picture.tsx';

/** Begins a flow: empty, like another one, or from a template. */
export function NewFlow({ flows, onClose }: { flows: readonly FoundFlow[]; onClose: () => void }) {
  const { t, language } = useMessages();
  const [from, setFrom] = useState('empty');
  const create = async (written: Written) => {
    const made = await api.createFlow({
      name: written('name').trim(),
      channels: ['voice', 'chat'],
      languages: [language],
      ...(from === 'empty'
        ? {}
        : from === 'copy'
          ? { copyOf: written('copyOf') }
          : { template: from, namesIn: language }),
    });
    guide.began(made.id);
    // First: while it is open the next page, and the guide, could not be used.
    onClose();
    go(`/flows/${made.id}`);
  };
  return (
    <FormDialog title={t('flows.new')} confirm={t('flows.create')} onClose={onClose} onSend={create}>
      <Field
        label={t('flows.name')}
        name="name"
        required
        maxLength={200}
        pattern=".*\S.*"
        autoComplete="off"
      />
      <fieldset className="beginnings">
        <legend>{t('flows.beginWith')}</legend>
        <Beginning
          value="empty"
          chosen={from}
          onChoose={setFrom}
          name={t('flows.beginEmpty')}
          about={t('flows.beginEmptyHint')}
        />
        {flows.length > 0 && (
          <Beginning
            value="copy"
            chosen={from}
            onChoose={setFrom}
            name={t('flows.beginCopy')}
            about={t('flows.beginCopyHint')}
          />
        )}
        <Loaded name="templates" load={api.templates}>
          {(templates) =>
            templates.map((one) => <Template key={one.id} template={one} chosen={from} onChoose={setFrom} />)
          }
        </Loaded>
      </fieldset>
      {from === 'copy' && (
        <Choice
          label={t('flows.beginCopyOf')}
          name="copyOf"
          options={flows.map(({ id, name }) => ({ value: id, text: name }))}
        />
      )}
    </FormDialog>
  );
}

interface BeginningProps {
  value: string;
  chosen: string;
  onChoose: (value: string) => void;
  name: string;
  about: string;
  children?: ReactNode;
}

const Beginning = ({ value, chosen, onChoose, name, about, children }: BeginningProps) => (
  <label className="begin-with">
    <input
      type="radio"
      name="from"
      value={value}
      checked={chosen === value}
      onChange={() => onChoose(value)}
    />
    {children}
    <span>
      <strong>{name}</strong>
      <span className="small soft">{about}</span>
    </span>
  </label>
);

function Template(props: { template: FlowTemplate; chosen: string; onChoose: (value: string) => void }) {
  const { t, language, nameOf } = useMessages();
  const { id, words, languages, channels, picture } = props.template;
  const { name, description } = words[language] ?? words['en'] ?? { name: id, description: '' };
  const facts = [...channels.map((kind) => t(`channel.${kind}` as MessageKey)), ...languages.map(nameOf)];
  return (
    <Beginning
      value={id}
      chosen={props.chosen}
      onChoose={props.onChoose}
      name={name}
      about={`${description} ${facts.join(', ')}`}
    >
      <TemplatePicture picture={picture} />
    </Beginning>
  );
}
