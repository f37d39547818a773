import { useMemo } from 'react';
import { registry } from '../../../nodes/index.ts';
import { CHANNEL_KINDS, flowSchema, schemaIssues } from '../../../runtime/engine/index.ts';
import { type MessageKey, useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { Tick } from '../../ui/choice.tsx';
import { changeFlow, type FlowSetting } from '../commands/change-flow.ts';
import { useEditing, useFlow } from '../draft/use-draft.tsx';
import { findingText } from '../../messages/finding-text.ts';
import { useProblemText } from '../problems/problem-text.ts';
import { useProblems } from '../problems/use-problems.ts';
import { FieldView } from '../fields/field-view.tsx';
import { TextsField } from '../fields/texts-field.tsx';
import { WrittenField } from '../fields/written-field.tsx';
import { InspectingProvider } from './inspecting.tsx';
import { type Path, written } from './walk.ts';

/** What the flow says of itself: shown while nothing is chosen. */
export function FlowSettings() {
  const messages = useMessages();
  const { t, nameOf } = messages;
  const { draft } = useEditing();
  const flow = useFlow();
  const all = useProblems();
  const problems = useMemo(() => all.filter(({ node }) => node === undefined), [all]);
  const value = useMemo(
    () => ({
      view: FieldView,
      scope: 'flow',
      words: {
        name: { title: t('flow.name') },
        description: { title: t('flow.description') },
        apology: { title: t('flow.apology'), help: t('flow.apologyHelp') },
      },
      problems,
      change: (path: Path, to: unknown, joins?: boolean) => {
        draft.do(
          changeFlow,
          { path: path as readonly [FlowSetting, ...Path], to },
          joins ? `flow ${path.join('.')}` : undefined,
        );
      },
      refusal: (path: Path, to: unknown) => {
        const [name] = path as [FlowSetting];
        const changed = written(draft.read(), path, to) as { [setting: string]: unknown };
        const read = flowSchema.shape[name].safeParse(changed[name]);
        const [issue] = read.success ? [] : schemaIssues(read.error, 'flow.schema');
        return issue && findingText(issue, messages, registry);
      },
    }),
    [t, messages, problems, draft],
  );
  const { change, refusal } = value;
  const textOf = useProblemText();
  const handlerProblem = (name: string) => {
    const found = problems.find(({ path }) => path?.join('.') === `handlers.${name}`);
    return found && textOf(found);
  };
  const zones = useMemo(
    () => Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, text: zone })),
    [],
  );
  const nodes = [
    { value: '', text: t('inspector.none') },
    ...Object.entries(flow.nodes).map(([id, { name }]) => ({ value: id, text: name || id })),
  ];
  return (
    <InspectingProvider value={value} languages={flow.languages}>
      <header className="inspector-head">
        <h2>{t('flow.settings')}</h2>
      </header>
      <p className="small soft">{t('flow.settingsHint')}</p>
      <WrittenField path={['name']} shown={flow.name} read={(name) => ({ value: name })} />
      <WrittenField
        path={['description']}
        rows={2}
        shown={flow.description ?? ''}
        read={(text) => ({ value: text === '' ? undefined : text })}
      />
      <fieldset className="ticks" data-field="channels">
        <legend>{t('flow.channels')}</legend>
        {CHANNEL_KINDS.map((channel) => (
          <Tick
            key={channel}
            label={t(`channel.${channel}` as MessageKey)}
            checked={flow.channels.includes(channel)}
            // Without a channel nobody could come in.
            disabled={flow.channels.length === 1 && flow.channels.includes(channel)}
            onChange={({ target }) =>
              change(
                ['channels'],
                CHANNEL_KINDS.filter((one) =>
                  one === channel ? target.checked : flow.channels.includes(one),
                ),
              )
            }
          />
        ))}
      </fieldset>
      <fieldset className="inspector-group" data-field="languages">
        <legend>{t('flow.languages')}</legend>
        <p className="small soft">{t('flow.languagesHint')}</p>
        <ul className="inspector-chips">
          {flow.languages.map((language, index) => (
            <li key={language} className="chip">
              <bdi>{nameOf(language)}</bdi>
              {index > 0 && (
                <Button
                  icon
                  aria-label={t('flow.makeFirst', { language: nameOf(language) })}
                  onClick={() =>
                    change(['languages'], [language, ...flow.languages.filter((one) => one !== language)])
                  }
                >
                  ↑
                </Button>
              )}
              {flow.languages.length > 1 && (
                <Button
                  icon
                  aria-label={t('inspector.remove', { name: nameOf(language) })}
                  onClick={() =>
                    change(
                      ['languages'],
                      flow.languages.filter((one) => one !== language),
                    )
                  }
                >
                  ×
                </Button>
              )}
            </li>
          ))}
        </ul>
        <Combobox
          label={t('flow.addLanguage')}
          quiet
          free
          placeholder={t('flow.addLanguage')}
          value=""
          options={OFFERED.filter((one) => !flow.languages.includes(one)).map((one) => ({
            value: one,
            text: nameOf(one),
            note: one,
          }))}
          onChoose={(language) => {
            const to = [...flow.languages, language];
            if (!flow.languages.includes(language) && refusal(['languages'], to) === undefined)
              change(['languages'], to);
          }}
        />
      </fieldset>
      <div data-field="zone">
        <Combobox
          label={t('flow.zone')}
          hint={t('flow.zoneHint')}
          options={zones}
          value={flow.zone}
          onChoose={(zone) => change(['zone'], zone)}
        />
      </div>
      <fieldset className="inspector-group">
        <legend>{t('flow.handlers')}</legend>
        <p className="small soft">{t('flow.handlersHint')}</p>
        {(['left', 'error'] as const).map((name) => (
          <div key={name} data-field={`handlers.${name}`}>
            <Combobox
              label={t(`flow.handler.${name}`)}
              options={nodes}
              value={flow.handlers?.[name] ?? ''}
              problem={handlerProblem(name)}
              onChoose={(id) => change(['handlers', name], id === '' ? undefined : id)}
            />
          </div>
        ))}
      </fieldset>
      <TextsField path={['apology']} value={flow.apology ?? {}} long />
    </InspectingProvider>
  );
}

/** Languages that are offered; any other is written as its tag. */
const OFFERED = [
  'en',
  'tr',
  'fa',
  'ms',
  'ar',
  'de',
  'es',
  'fr',
  'hi',
  'id',
  'it',
  'ja',
  'ko',
  'nl',
  'pl',
  'pt',
  'ru',
  'uk',
  'ur',
  'vi',
  'zh',
];
