import { direction } from '../../../runtime/engine/index.ts';
import { useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';
import { type Line, optionText } from '../shown-lines.ts';

interface ShownLineProps {
  line: Line;
  /** Why the contact is over. */
  reason: string | undefined;
  /** Missing where nothing can be chosen any more. */
  onChoose?: (option: string) => void;
}

/** Something said, given, or lived through. */
export function ShownLine({ line, reason, onChoose }: ShownLineProps) {
  const { t } = useMessages();
  const { by, text, language, offers, kind } = line;
  if (by === 'event')
    return (
      <p className="talk-event small soft">
        {kind === 'left' && t('simulator.left')}
        {kind === 'dials' && t('simulator.dials', { to: text })}
        {kind === 'ended' && t('simulator.ended', { reason: reason ?? '' })}
      </p>
    );
  const dir = language === undefined ? 'auto' : direction(language);
  return (
    <div className="talk-line" data-by={by}>
      <span className="unseen">{t(by === 'flow' ? 'simulator.flowSays' : 'simulator.customerSays')} </span>
      {text !== '' && (
        <p className="talk-text" dir={dir} {...(language === undefined ? {} : { lang: language })}>
          {text}
        </p>
      )}
      {kind !== undefined && kind !== 'text' && (
        <span className="small soft">{t(`simulator.by.${kind as 'dtmf' | 'speech' | 'choice'}`)}</span>
      )}
      {offers && <Offered offers={offers} dir={dir} onChoose={onChoose} />}
    </div>
  );
}

function Offered(props: {
  offers: NonNullable<Line['offers']>;
  dir: 'ltr' | 'rtl' | 'auto';
  onChoose: ((option: string) => void) | undefined;
}) {
  const { t } = useMessages();
  const { offers, dir, onChoose } = props;
  if (offers.as === 'text')
    return (
      <ul className="talk-text talk-options" dir={dir}>
        {offers.choices.map((choice) => (
          <li key={choice.id}>{optionText(choice)}</li>
        ))}
      </ul>
    );
  const buttons = offers.choices.map(({ id, label }) => (
    <Button key={id} dir={dir} disabled={!onChoose} onClick={() => onChoose?.(id)}>
      {label}
    </Button>
  ));
  if (offers.as === 'buttons') return <div className="talk-buttons">{buttons}</div>;
  return (
    <details className="talk-list">
      <summary>{t('simulator.list')}</summary>
      <div className="talk-buttons">{buttons}</div>
    </details>
  );
}
