import { useState } from 'react';
import type { NodeTypeRow } from '../api.ts';
import { type Messages, useMessages } from '../messages/index.tsx';
import { docsOf, iconOf } from '../node-looks.ts';
import { Icon } from '../ui/icon.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { Docs } from '../ui/docs.tsx';

/** One node type: what it does and its exits; the rest when it is opened. */
export function NodeTypeCard({ type }: { type: NodeTypeRow }) {
  const messages = useMessages();
  const { t, language } = messages;
  const [open, setOpen] = useState(false);
  const { label, summary } = type.words[language];
  const channels =
    type.channels === 'any'
      ? [t('catalogue.everyChannel')]
      : type.channels.map((kind) => t(`channel.${kind}`));
  return (
    <li className="panel node-type" data-group={type.group} id={type.type}>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <span className="tile">
            <Icon svg={iconOf(type.type)} />
          </span>
          <span className="node-type-words">
            <h3>{label}</h3>
            <span className="soft">{summary}</span>
          </span>
        </summary>
        {open && <Details type={type} />}
      </details>
      <dl className="node-type-facts">
        <dt>{t('catalogue.exits')}</dt>
        <dd>
          <Names texts={exitNames(type, messages)} />
        </dd>
        <dt>{t('catalogue.channels')}</dt>
        <dd>
          <Names texts={channels} />
        </dd>
      </dl>
    </li>
  );
}

/** Exits by their words; options and rules bring their own, and a type with neither ends here. */
function exitNames({ examples, words }: NodeTypeRow, { t, language }: Messages): string[] {
  const lists = Object.values(examples[0]?.config ?? {}).filter((value) => Array.isArray(value));
  const own = lists.flat().some((item) => typeof item === 'object' && item !== null && 'id' in item);
  const names = [...(own ? [t('catalogue.ownExits')] : []), ...Object.values(words[language].exits)];
  return names.length > 0 ? names : [t('catalogue.noExits')];
}

const Names = ({ texts }: { texts: string[] }) => (
  <ul className="chips">
    {texts.map((text) => (
      <li key={text} className="chip">
        {text}
      </li>
    ))}
  </ul>
);

function Details({ type }: { type: NodeTypeRow }) {
  const { t } = useMessages();
  const [docs] = useLoaded(() => docsOf(type.type), type.type);
  const [example] = type.examples;
  return (
    <div className="node-type-details">
      {docs && 'value' in docs && <Docs text={docs.value} />}
      {example && (
        <div lang="en" dir="ltr">
          <h4>
            {t('catalogue.example')}: {example.name}
          </h4>
          {/* A region that scrolls must be reachable by key. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <pre tabIndex={0} aria-label={example.name}>
            {JSON.stringify(example.config, null, 2)}
          </pre>
        </div>
      )}
    </div>
  );
}
