import { memo, type ReactNode, useEffect, useRef, useState } from 'react';
import { api, documentUrl, type FoundFlow, Refused } from '../api.ts';
import { editsFlows, useMe } from '../me.tsx';
import { type MessageKey, useMessages } from '../messages/index.tsx';
import { useSending } from '../sending.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { Link } from '../ui/router.tsx';
import { Hits } from './hits.tsx';
import { Order } from './order-dialog.tsx';
import { copyFlow, renameFlow } from './rename.ts';
import { RenameDialog } from './rename-dialog.tsx';
import type { Told } from './told-line.tsx';
import { WhereUsed } from './where-used.tsx';

interface FlowRowProps {
  flow: FoundFlow;
  inBin: boolean;
  onDone: (told: Told) => void;
}

type Window = 'rename' | 'order' | 'usage';

/** A flow in the list: what it is, where it runs, and what can be done with it. */
export const FlowRow = memo(function FlowRow({ flow, inBin, onDone }: FlowRowProps) {
  const { t, since, nameOf, number } = useMessages();
  const { me } = useMe();
  const { refused, send } = useSending();
  const [open, setOpen] = useState<Window>();
  const lines = flow.connections.filter(({ address }) => address !== null);
  const { id, name } = flow;
  const remove = () =>
    send(async () => {
      try {
        await api.deleteFlow(id);
        onDone({ text: t('flows.deleted', { name }), undo: () => api.restoreFlow(id) });
      } catch (error) {
        // What keeps it is what one wants to see.
        if (error instanceof Refused && error.code === 'flow.in-use') setOpen('usage');
        throw error;
      }
    });
  const copy = () =>
    send(async () => {
      const made = await copyFlow(id, t('flows.copyOf', { name }));
      onDone({ text: t('flows.copied', { name: made.name }), undo: () => api.deleteFlow(made.id) });
    });
  const rename = async (wanted: string) => {
    await renameFlow(id, wanted);
    onDone({ text: t('flows.renamed', { name: wanted }), undo: () => renameFlow(id, name) });
    setOpen(undefined);
  };
  const bringBack = () =>
    send(async () => {
      await api.restoreFlow(id);
      onDone({ text: t('flows.restored', { name }), undo: () => api.deleteFlow(id) });
    });
  return (
    <li className="panel flow" aria-label={name}>
      <div className="flow-words">
        <h2>
          <bdi>{name}</bdi>
        </h2>
        <p className="small soft">
          {flow.latest === null ? t('home.unpublished') : t('home.version', { version: number(flow.latest) })}
          {' · '}
          <time dateTime={new Date(flow.updatedAt).toISOString()}>
            {t('home.changed', { when: since(flow.updatedAt) })}
          </time>
          {flow.folder !== null && (
            <>
              {' · '}
              <bdi>{flow.folder}</bdi>
            </>
          )}
        </p>
        <Chips
          label={t('home.channels')}
          texts={flow.channels.map((kind) => t(`channel.${kind}` as MessageKey))}
        />
        <Chips label={t('home.languages')} texts={flow.languages.map(nameOf)} />
        {flow.tags.length > 0 && <Chips label={t('flows.tags')} texts={flow.tags} />}
        {lines.map(({ id: line, address }) => (
          <p key={line} className="small soft">
            {t('home.call', { address: `\u2066${address}\u2069` })}
          </p>
        ))}
        <Hits hits={flow.hits} flow={id} />
        {refused !== undefined && (
          <p className="refusal" role="alert">
            {refused}
          </p>
        )}
      </div>
      <div className="flow-ways">
        {inBin ? (
          <Button aria-label={t('flows.restoreOne', { name })} onClick={() => void bringBack()}>
            {t('flows.restore')}
          </Button>
        ) : (
          <>
            <Ways flow={flow} />
            <More name={name}>
              <button type="button" onClick={() => setOpen('usage')}>
                {t('flows.usage')}
              </button>
              <a href={documentUrl(id)} download={`${id}.flow.json`}>
                {t('flows.export')}
              </a>
              {editsFlows(me.role) && (
                <>
                  <button type="button" onClick={() => setOpen('rename')}>
                    {t('flows.rename')}
                  </button>
                  <button type="button" onClick={() => setOpen('order')}>
                    {t('flows.order')}
                  </button>
                  <button type="button" onClick={() => void copy()}>
                    {t('flows.copy')}
                  </button>
                  <button type="button" onClick={() => void remove()}>
                    {t('flows.delete')}
                  </button>
                </>
              )}
            </More>
          </>
        )}
      </div>
      {open === 'rename' && <RenameDialog name={name} onClose={() => setOpen(undefined)} onRename={rename} />}
      {open === 'order' && <Order flow={flow} onClose={() => setOpen(undefined)} onDone={onDone} />}
      {open === 'usage' && <WhereUsed flow={flow} onClose={() => setOpen(undefined)} />}
    </li>
  );
});

function Ways({ flow }: { flow: FoundFlow }) {
  const { t } = useMessages();
  const chat = flow.connections.find(({ channel }) => channel === 'chat');
  return (
    <>
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
    </>
  );
}

/** What is done less often, folded away; closes when something in it is chosen, or the focus goes elsewhere. */
function More({ name, children }: { name: string; children: ReactNode }) {
  const { t } = useMessages();
  const place = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const details = place.current;
    if (!details) return;
    const close = (event: FocusEvent | MouseEvent) => {
      const to = event instanceof FocusEvent ? event.relatedTarget : null;
      const isInside = to instanceof Node && details.contains(to);
      const isOnSummary = event.target instanceof Element && event.target.closest('summary') !== null;
      if (!isInside && !(event instanceof MouseEvent && isOnSummary)) details.open = false;
    };
    details.addEventListener('focusout', close);
    details.addEventListener('click', close);
    return () => {
      details.removeEventListener('focusout', close);
      details.removeEventListener('click', close);
    };
  }, []);
  return (
    <details className="more" ref={place}>
      <summary className={buttonClass()} aria-label={t('flows.moreOf', { name })}>
        {t('flows.more')}
      </summary>
      <div className="more-list panel">{children}</div>
    </details>
  );
}

const Chips = ({ label, texts }: { label: string; texts: string[] }) => (
  <ul className="chips" aria-label={label}>
    {texts.map((text) => (
      <li key={text} className="chip">
        <bdi>{text}</bdi>
      </li>
    ))}
  </ul>
);
