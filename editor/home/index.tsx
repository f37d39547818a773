import { api, type FlowRow } from '../api.ts';
import { type MessageKey, useMessages } from '../messages/index.tsx';
import { buttonClass } from '../ui/button.tsx';
import { Loaded } from '../loaded.tsx';
import { Link } from '../ui/router.tsx';
import './home.css';

/** The first page: every flow, where it runs, and how to try it. */
export function Home() {
  const { t } = useMessages();
  return (
    <div className="page">
      <header>
        <h1>{t('home.title')}</h1>
        <p className="soft">{t('home.intro')}</p>
      </header>
      <Loaded name="flows" load={api.flows}>
        {(flows) => (flows.length === 0 ? <NoFlows /> : <FlowList flows={flows} />)}
      </Loaded>
    </div>
  );
}

const NoFlows = () => {
  const { t } = useMessages();
  return (
    <div className="panel notice">
      <p>{t('home.empty')}</p>
      <code dir="ltr">npx patchbay publish FILE</code>
    </div>
  );
};

const FlowList = ({ flows }: { flows: FlowRow[] }) => (
  <ul className="flows">
    {flows.map((flow) => (
      <FlowCard key={flow.id} flow={flow} />
    ))}
  </ul>
);

function FlowCard({ flow }: { flow: FlowRow }) {
  const { t, since, nameOf, number } = useMessages();
  const chat = flow.connections.find(({ channel }) => channel === 'chat');
  const lines = flow.connections.filter(({ address }) => address !== null);
  return (
    <li className="panel flow">
      <div className="flow-words">
        <h2>
          <bdi>{flow.name}</bdi>
        </h2>
        <p className="small soft">
          {flow.latest === null ? t('home.unpublished') : t('home.version', { version: number(flow.latest) })}
          {' · '}
          <time dateTime={new Date(flow.updatedAt).toISOString()}>
            {t('home.changed', { when: since(flow.updatedAt) })}
          </time>
        </p>
        <Chips
          label={t('home.channels')}
          texts={flow.channels.map((kind) => t(`channel.${kind}` as MessageKey))}
        />
        <Chips label={t('home.languages')} texts={flow.languages.map(nameOf)} />
        {lines.map(({ id, address }) => (
          <p key={id} className="small soft">
            {t('home.call', { address: `\u2066${address}\u2069` })}
          </p>
        ))}
      </div>
      <div className="flow-ways">
        <Link
          className={buttonClass({ main: true })}
          href={`/flows/${flow.id}`}
          aria-label={t('home.openFlow', { name: flow.name })}
        >
          {t('home.open')}
        </Link>
        {chat && (
          <a
            className={buttonClass()}
            href={`/chat?connection=${encodeURIComponent(chat.id)}`}
            aria-label={t('home.chatWith', { name: flow.name })}
          >
            {t('home.chat')}
          </a>
        )}
      </div>
    </li>
  );
}

const Chips = ({ label, texts }: { label: string; texts: string[] }) => (
  <ul className="chips" aria-label={label}>
    {texts.map((text) => (
      <li key={text} className="chip">
        {text}
      </li>
    ))}
  </ul>
);
