import { type FormEvent, useId, useState } from 'react';
import { settingSchema } from '../../../runtime/simulated-world/index.ts';
import { useMessages } from '../../messages/index.tsx';
import { isolated } from '../../messages/isolated.ts';
import { Button } from '../../ui/button.tsx';
import type { Playable } from '../library.ts';
import { outsideOf } from '../outside-of.ts';
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

/** Somebody who is asked by a node. */
interface Asked {
  kind: Kind;
  /** Name of the node in settings: its own, in a flow that is called with that flow's before it. */
  node: string;
  name: string;
  show: () => void;
}

/** How those answer who are asked by nodes, a node at a time: those of the flow that is played, then those of called ones. */
export function StandIns(parts: Parts) {
  const { t } = useMessages();
  const { playable, called } = parts.played;
  const own = askedIn(playable, (node) => ({ node, show: () => parts.onShow(node) }));
  const others = called
    .map(({ flow, version, machine }) => ({
      flow,
      asked: askedIn({ flow, machine }, (node) => ({
        node: `${flow.id}.${node}`,
        show: () => parts.onShow(node, { flow: flow.id, version }),
      })),
    }))
    .filter(({ asked }) => asked.length > 0);
  if (own.length === 0 && others.length === 0) return null;
  return (
    <section>
      <h3>{t('simulator.answers')}</h3>
      <Several {...parts} asked={own} />
      {others.map(({ flow, asked }) => (
        <section key={flow.id}>
          <h4>{t('simulator.answersIn', { flow: isolated(flow.name, t('language.direction')) })}</h4>
          <Several {...parts} asked={asked} />
        </section>
      ))}
    </section>
  );
}

const askedIn = (
  { flow, machine }: Pick<Playable, 'flow' | 'machine'>,
  about: (node: string) => Pick<Asked, 'node' | 'show'>,
): Asked[] => {
  const outside = outsideOf(machine);
  return (['http', 'code', 'transfers'] as const).flatMap((kind) =>
    outside[kind].map((id) => ({ kind, name: flow.nodes[id]?.name ?? id, ...about(id) })),
  );
};

const Several = ({ asked, ...parts }: Parts & { asked: readonly Asked[] }) =>
  asked.map((one) => (
    <StandIn
      key={`${one.node} ${JSON.stringify(parts.world.setting[one.kind]?.[one.node])}`}
      {...parts}
      asked={one}
    />
  ));

function StandIn({ simulation, world, asked }: Parts & { asked: Asked }) {
  const { t } = useMessages();
  const id = useId();
  const { kind, node, name, show } = asked;
  const given = world.setting[kind]?.[node];
  const [text, setText] = useState(given === undefined ? '' : JSON.stringify(given));
  const [refused, setRefused] = useState<string>();
  const isReal = kind === 'http' && world.setting.real?.[node] === true;
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
      <button type="button" className="simulator-link" onClick={show}>
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
