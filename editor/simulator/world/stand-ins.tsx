import { type FormEvent, useId, useState } from 'react';
import { settingSchema } from '../../../runtime/simulated-world/index.ts';
import { useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';
import type { Outside } from '../outside-of.ts';
import type { Parts } from '../parts.ts';

type Kind = 'http' | 'code' | 'transfers';

/** What most often stands in for the other side; whoever wants something else writes it. */
const READY: { [kind in Kind]: { [name: string]: unknown } } = {
  http: {
    ok: { status: 200, body: {} },
    slow: { status: 200, body: {}, delayMs: 5_000 },
    notFound: { status: 404 },
    serverError: { status: 500 },
    timeout: { outcome: 'timeout' },
    unreachable: { outcome: 'unreachable' },
  },
  code: { ok: { returns: {} }, refused: { fails: 'script.error' } },
  transfers: {
    completed: { status: 'completed', afterSeconds: 20 },
    busy: { status: 'busy' },
    noAnswer: { status: 'noAnswer', afterSeconds: 30 },
    dialFailed: { status: 'failed' },
  },
};
type ReadyName =
  | 'ok'
  | 'slow'
  | 'notFound'
  | 'serverError'
  | 'timeout'
  | 'unreachable'
  | 'refused'
  | 'completed'
  | 'busy'
  | 'noAnswer'
  | 'dialFailed';

/** How those answer who are asked by the flow's nodes, a node at a time. */
export function StandIns({ outside, ...parts }: Parts & { outside: Pick<Outside, Kind> }) {
  const { t } = useMessages();
  const nodes = (['http', 'code', 'transfers'] as const).flatMap((kind) =>
    outside[kind].map((node) => ({ kind, node })),
  );
  if (nodes.length === 0) return null;
  return (
    <section>
      <h3>{t('simulator.answers')}</h3>
      {nodes.map(({ kind, node }) => (
        <StandIn
          key={`${node} ${JSON.stringify(parts.world.setting[kind]?.[node])}`}
          {...parts}
          kind={kind}
          node={node}
        />
      ))}
    </section>
  );
}

function StandIn({ simulation, played, world, onShow, kind, node }: Parts & { kind: Kind; node: string }) {
  const { t } = useMessages();
  const id = useId();
  const given = world.setting[kind]?.[node];
  const [text, setText] = useState(given === undefined ? '' : JSON.stringify(given));
  const [refused, setRefused] = useState<string>();
  const isReal = kind === 'http' && world.setting.real?.[node] === true;
  const name = played.playable.flow.nodes[node]?.name ?? node;
  /** As it is kept: with what is left out filled in. */
  const isGiven = (answer: unknown) =>
    !isReal &&
    given !== undefined &&
    JSON.stringify(settingSchema.parse({ [kind]: { [node]: answer } })[kind]?.[node]) ===
      JSON.stringify(given);
  const put = (answer: unknown) => {
    const read = settingSchema.safeParse({ [kind]: { [node]: answer } });
    const [issue] = read.error?.issues ?? [];
    setRefused(issue && `${issue.path.slice(2).join('.')} ${issue.message}`);
    if (!read.success) return;
    const unreal = isReal ? { real: { [node]: false } } : {};
    simulation.do({ type: 'changes', setting: { ...read.data, ...unreal } });
  };
  const write = (event: FormEvent) => {
    event.preventDefault();
    try {
      put(JSON.parse(text));
    } catch {
      setRefused(t('simulator.noJson'));
    }
  };
  return (
    <form className="world-node" onSubmit={write}>
      <button type="button" className="simulator-link" onClick={() => onShow(node)}>
        <bdi>{name}</bdi>
      </button>
      <div className="world-row">
        {Object.entries(READY[kind]).map(([ready, answer]) => (
          <Button
            key={ready}
            aria-pressed={isGiven(answer)}
            aria-label={`${name}: ${t(`simulator.answer.${ready as ReadyName}`)}`}
            onClick={() => put(answer)}
          >
            {t(`simulator.answer.${ready as ReadyName}`)}
          </Button>
        ))}
        {kind === 'http' && simulation.mayCall && (
          <Button
            aria-pressed={isReal}
            aria-label={`${name}: ${t('simulator.answer.real')}`}
            onClick={() => simulation.do({ type: 'changes', setting: { real: { [node]: !isReal } } })}
          >
            {t('simulator.answer.real')}
          </Button>
        )}
      </div>
      {isReal && <p className="small soft">{t('simulator.realHint')}</p>}
      <label htmlFor={id} className="small soft">
        {t('simulator.answerJson', { node: name })}
      </label>
      <div className="world-row">
        <input
          id={id}
          dir="ltr"
          className="world-json"
          spellCheck={false}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <Button type="submit">{t('simulator.set')}</Button>
      </div>
      {refused !== undefined && (
        <p className="refusal" role="alert">
          {refused}
        </p>
      )}
    </form>
  );
}
