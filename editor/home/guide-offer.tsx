import { guide, useGuide } from '../guide.ts';
import { useMessages } from '../messages/index.tsx';
import { Button } from '../ui/button.tsx';

/** Offers to be led through a first flow, or to go on with it. */
export function GuideOffer({ onBegin }: { onBegin: () => void }) {
  const { t } = useMessages();
  const { is, flow } = useGuide();
  if (is === 'on' || is === 'over') return null;
  return (
    <section className="guide-offer panel" aria-label={t('guide.title')}>
      <div>
        <h2>{is === 'aside' ? t('guide.goOn') : t('guide.offer')}</h2>
        <p className="soft">{t('guide.offerHint')}</p>
      </div>
      <div className="flow-ways">
        <Button
          main={is === 'unasked'}
          onClick={() => {
            if (is === 'aside') guide.takeUp();
            else guide.begin();
            if (flow === undefined) onBegin();
          }}
        >
          {is === 'aside' ? t('guide.takeUp') : t('guide.begin')}
        </Button>
        <Button onClick={() => guide.end()}>{t('guide.noThanks')}</Button>
      </div>
    </section>
  );
}
