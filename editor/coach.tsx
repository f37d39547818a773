import { GUIDE_STEPS, guide, type GuideStep, nextStep, useGuide } from './guide.ts';
import { useMessages } from './messages/index.tsx';
import { Button, buttonClass } from './ui/button.tsx';
import { Link, usePath } from './ui/router.tsx';
import './coach.css';

/** Steps that are counted; the others are ways back and the end. */
const COUNTED: readonly GuideStep[] = GUIDE_STEPS.filter((step) => step !== 'open' && step !== 'done');

/** Leads through a first flow, one step at a time, beside the page and never above it. */
export function Coach() {
  const { t, number } = useMessages();
  const state = useGuide();
  const path = usePath();
  if (state.is !== 'on') return null;
  const step = nextStep(state, path);
  const at = COUNTED.indexOf(step);
  return (
    <aside className="coach panel" aria-label={t('guide.title')}>
      <div className="coach-head">
        <strong>{t('guide.title')}</strong>
        {at >= 0 && (
          <span className="small soft">
            {t('guide.stepOf', { step: number(at + 1), all: number(COUNTED.length) })}
          </span>
        )}
      </div>
      {at >= 0 && <progress max={COUNTED.length} value={at} aria-label={t('guide.progress')} />}
      {/* Each new step is read out. */}
      <output className="coach-step">
        <strong>{t(`guide.${step}`)}</strong>
        <span>{t(`guide.${step}How`)}</span>
      </output>
      <div className="coach-acts">
        {step === 'create' && path !== '/' && (
          <Link className={buttonClass()} href="/">
            {t('builder.back')}
          </Link>
        )}
        {step === 'open' && (
          <Link className={buttonClass({ main: true })} href={`/flows/${state.flow}`}>
            {t('guide.openIt')}
          </Link>
        )}
        {step === 'done' ? (
          <Button main onClick={() => guide.end()}>
            {t('guide.finish')}
          </Button>
        ) : (
          <Button onClick={() => guide.putAside()}>{t('guide.later')}</Button>
        )}
      </div>
    </aside>
  );
}
