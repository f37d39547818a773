import { useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import type { Parts } from '../parts.ts';
import { gone, tips, wayTo } from '../walks.ts';

/** Goes back and forth along the branch that is shown, and from branch to branch. */
export function Scrubber({ simulation, played: { walks } }: Parts) {
  const { t, number } = useMessages();
  const way = wayTo(walks, walks.tip);
  const at = way.indexOf(walks.here);
  // Beginnings nobody went on from are no branches.
  const ends = tips(walks).filter((tip) => tip === walks.tip || wayTo(walks, tip).length > 1);
  const go = (index: number) => {
    const step = way[index];
    if (step !== undefined) simulation.goTo(step);
  };
  return (
    <div className="scrubber">
      <div className="scrubber-line">
        <Button icon aria-label={t('simulator.back')} disabled={at <= 0} onClick={() => go(at - 1)}>
          <span aria-hidden="true" className="scrubber-arrow">
            ‹
          </span>
        </Button>
        <input
          type="range"
          min={0}
          max={way.length - 1}
          value={at}
          disabled={way.length < 2}
          aria-label={t('simulator.step')}
          aria-valuetext={t('simulator.stepOf', { step: number(at), count: number(way.length - 1) })}
          onChange={({ target }) => go(Number(target.value))}
        />
        <Button
          icon
          aria-label={t('simulator.forth')}
          disabled={at >= way.length - 1}
          onClick={() => go(at + 1)}
        >
          <span aria-hidden="true" className="scrubber-arrow">
            ›
          </span>
        </Button>
        <span className="small soft">
          {t('simulator.stepOf', { step: number(at), count: number(way.length - 1) })}
        </span>
      </div>
      {ends.length > 1 && (
        <Choice
          label={t('simulator.branch')}
          value={String(walks.tip)}
          onChange={({ target }) => simulation.goTo(Number(target.value))}
          options={ends.map((tip, index) => ({
            value: String(tip),
            text: t('simulator.branchOf', {
              branch: number(index + 1),
              count: wayTo(gone(walks, tip), tip).length - 1,
            }),
          }))}
        />
      )}
    </div>
  );
}
