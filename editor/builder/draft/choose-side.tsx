import type { FlowDefinition } from '../../../runtime/engine/index.ts';
import { useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';
import { keepMine } from '../commands/keep-mine.ts';
import { Changes } from '../versions/changes.tsx';
import { useEditing, useFlow } from './use-draft.tsx';
import './draft.css';

/** Two drafts that cannot be merged, side by side: what is on the server, and what was drawn here. One has to be chosen. */
export default function ChooseSide({ mine, onChosen }: { mine: FlowDefinition; onChosen: () => void }) {
  const { t } = useMessages();
  const { draft } = useEditing();
  const theirs = useFlow();
  const nodesOf = (flow: FlowDefinition) => t('builder.nodes', { count: Object.keys(flow.nodes).length });
  return (
    <section className="choose-side" aria-labelledby="choose-side">
      <h1 id="choose-side">{t('draft.apart')}</h1>
      <p className="soft">{t('draft.apartWhy')}</p>
      <div className="choose-sides">
        <article className="panel" aria-labelledby="side-theirs">
          <h2 id="side-theirs">{t('draft.theirs')}</h2>
          <p>
            <bdi>{theirs.name}</bdi> · {nodesOf(theirs)}
          </p>
          <Button main onClick={onChosen}>
            {t('draft.takeTheirs')}
          </Button>
        </article>
        <article className="panel" aria-labelledby="side-mine">
          <h2 id="side-mine">{t('draft.mine')}</h2>
          <p>
            <bdi>{mine.name}</bdi> · {nodesOf(mine)}
          </p>
          <Button
            onClick={() => {
              draft.do(keepMine, { mine });
              onChosen();
            }}
          >
            {t('draft.takeMine')}
          </Button>
        </article>
      </div>
      <h2>{t('draft.apartChanges')}</h2>
      <Changes before={theirs} after={mine} />
    </section>
  );
}
