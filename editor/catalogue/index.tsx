import { useState } from 'react';
import { api, type NodeTypeRow } from '../api.ts';
import { type MessageKey, useMessages } from '../messages/index.tsx';
import { Loaded } from '../loaded.tsx';
import { NodeTypeCard } from './node-type-card.tsx';
import './catalogue.css';

const GROUPS = ['talk', 'collect', 'decide', 'route', 'integrate'] as const;

/** Every node type there is, with its documentation. */
export default function Catalogue() {
  const { t } = useMessages();
  return (
    <div className="page">
      <header>
        <h1>{t('catalogue.title')}</h1>
        <p className="soft">{t('catalogue.intro')}</p>
      </header>
      <Loaded name="node-types" load={api.nodeTypes}>
        {(types) => <Found types={types} />}
      </Loaded>
    </div>
  );
}

function Found({ types }: { types: NodeTypeRow[] }) {
  const { t, language, number } = useMessages();
  const [text, setText] = useState('');
  const found = types.filter((type) => fits(type, text, language));
  const groups = GROUPS.map((group) => ({ group, members: found.filter((type) => type.group === group) }));
  return (
    <>
      <div className="catalogue-search">
        <input
          type="search"
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder={t('catalogue.search')}
          aria-label={t('catalogue.search')}
        />
        <output className="small soft">
          {found.length === 0
            ? t('catalogue.none', { text })
            : t('catalogue.count', { count: number(found.length), all: number(types.length) })}
        </output>
      </div>
      {groups
        .filter(({ members }) => members.length > 0)
        .map(({ group, members }) => (
          <section key={group} className="catalogue-group" aria-labelledby={`group-${group}`}>
            <h2 id={`group-${group}`}>{t(`group.${group}` as MessageKey)}</h2>
            <ul>
              {members.map((type) => (
                <NodeTypeCard key={type.type} type={type} />
              ))}
            </ul>
          </section>
        ))}
    </>
  );
}

/** Whether what was typed is in the name, the summary or the keywords, in the interface language or in English. */
function fits(type: NodeTypeRow, text: string, language: keyof NodeTypeRow['words']): boolean {
  const words = [type.words[language], type.words.en].flatMap((one) => [
    one.label,
    one.summary,
    ...one.keywords,
  ]);
  const wanted = text.trim().toLocaleLowerCase(language);
  return [type.type, ...words].some((one) => one.toLocaleLowerCase(language).includes(wanted));
}
