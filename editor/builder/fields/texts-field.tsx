import { useEffect, useId, useRef } from 'react';
import { type ChannelKind, direction, isTemplate, type Texts } from '../../../runtime/engine/index.ts';
import { apart } from '../../apart.tsx';
import { useEditing, useFlow } from '../draft/use-draft.tsx';
import { type MessageKey, useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';
import {
  recordingOf,
  variantsOf,
  withRecording,
  withVariant,
  withWording,
  wordingOf,
} from '../texts/wording.ts';
import { fieldOf, useInspecting, useWords } from '../inspector/inspecting.tsx';
import { useProblemText } from '../problems/problem-text.ts';
import { Listen } from '../template/listen.tsx';
import { TemplateInput } from '../template/template-input.tsx';
import type { Path } from '../inspector/walk.ts';
import { OpenInEditor } from './open-in-editor.tsx';
import { LanguageTabs } from './language-tabs.tsx';
import { FieldNotes, WrittenField } from './written-field.tsx';

/** With Liquid, which a text that is said as it is does not need. */
const preview = apart(() => import('../template/template-preview.tsx'), null);

/** What is said to customers: in every language of the flow, on a channel in other words, or from a recording. */
export function TextsField({ path, value, long }: { path: Path; value: Texts; long: boolean }) {
  const { t, nameOf } = useMessages();
  const id = useId();
  const { languages, channels } = useFlow();
  const { field } = useEditing();
  const { language, speak, change, problems } = useInspecting();
  const { title, help } = useWords(path);
  const here = path.join('.');
  const inside = problems.filter((issue) => `${fieldOf(issue)}.`.startsWith(`${here}.`));
  const mine = inside.find(
    (issue) => fieldOf(issue) === here || `${fieldOf(issue)}.`.startsWith(`${here}.${language}.`),
  );
  const textOf = useProblemText();

  // A problem of one language leads to that language.
  const asked = useRef(field);
  useEffect(() => {
    if (asked.current === field) return;
    asked.current = field;
    const wanted = field?.path.replace(/^config\./, '');
    const one = wanted?.startsWith(`${here}.`) ? wanted.slice(here.length + 1).split('.')[0] : undefined;
    if (one !== undefined && languages.includes(one)) speak(one);
  }, [field, here, languages, speak]);

  const put = (to: Texts) => change(path, to, true);
  const write = (text: string, channel?: ChannelKind) =>
    put(withWording(value, { language, text, ...(channel === undefined ? {} : { channel }) }));
  const variants = variantsOf(value, language);
  const free = channels.filter((channel) => !variants.includes(channel));
  const text = wordingOf(value, language);
  const label = t('inspector.in', { field: title, language: nameOf(language) });
  const nameOfChannel = (channel: ChannelKind) => t(`channel.${channel}` as MessageKey);
  return (
    <div className="field inspector-texts" data-field={here}>
      <div className="inspector-texts-bar">
        <span className="inspector-title">{title}</span>
        <LanguageTabs label={title} languages={languages} isWritten={(one) => wordingOf(value, one) !== ''} />
      </div>
      <TemplateInput
        id={id}
        label={languages.length < 2 ? title : label}
        value={text}
        language={language}
        dir={direction(language)}
        rows={long ? 3 : 1}
        problem={mine !== undefined}
        describedBy={mine === undefined ? undefined : `${id}-problem`}
        onChange={(to) => write(to)}
      />
      <div className="template-below">
        {isTemplate(text) ? (
          <preview.show text={text} language={language} hasVoice={long} label={title} />
        ) : (
          long && (
            <div className="template-preview">
              <Listen text={text} language={language} label={title} />
            </div>
          )
        )}
        {long && <OpenInEditor label={label} language="liquid" value={text} onChange={(to) => write(to)} />}
      </div>
      <FieldNotes id={id} problem={mine && textOf(mine)} help={help} />
      {variants.map((channel) => (
        <div key={channel} className="inspector-variant">
          <TemplateInput
            id={`${id}-${channel}`}
            label={t('inspector.variantOf', { field: title, channel: nameOfChannel(channel) })}
            value={wordingOf(value, language, channel)}
            language={language}
            dir={direction(language)}
            rows={2}
            shownLabel={t('inspector.variant', { channel: nameOfChannel(channel) })}
            onChange={(to) =>
              to === '' ? put(withVariant(value, language, channel, true)) : write(to, channel)
            }
          />
          <Button
            aria-label={t('inspector.removeVariant', { channel: nameOfChannel(channel) })}
            icon
            onClick={() => put(withVariant(value, language, channel, false))}
          >
            ×
          </Button>
        </div>
      ))}
      {long && (
        <details className="inspector-more">
          <summary>{t('inspector.otherWords')}</summary>
          <div className="inspector-row">
            {free.map((channel) => (
              <Button key={channel} onClick={() => put(withVariant(value, language, channel, true))}>
                {t('inspector.addVariant', { channel: nameOfChannel(channel) })}
              </Button>
            ))}
          </div>
          <WrittenField
            path={[...path, language, 'recording']}
            label={t('inspector.recording')}
            mono
            shown={recordingOf(value, language)}
            read={(address) => ({ value: address })}
            into={{ path, value: (address) => withRecording(value, language, address as string) }}
          />
        </details>
      )}
    </div>
  );
}
