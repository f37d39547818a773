import { type MessageKey, useMessages } from '../../messages/index.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { Act } from './act.ts';
import { written } from './shortcut.ts';
import './keyboard-map.css';

/** Keys that are no act: they walk, or move by steps. */
const OTHERS = {
  canvas: [
    ['Tab', 'keys.tab'],
    ['ArrowLeft ArrowRight ArrowUp ArrowDown', 'keys.move'],
    ['Shift+ArrowRight', 'keys.moveFar'],
    ['Enter', 'keys.inspect'],
    ['Shift+F10', 'keys.menu'],
    ['Escape', 'keys.none'],
  ],
  outline: [
    ['ArrowUp ArrowDown', 'keys.walk'],
    ['ArrowRight', 'keys.open'],
    ['ArrowLeft', 'keys.shut'],
    ['Enter', 'keys.inspect'],
  ],
} as const satisfies { [place: string]: readonly (readonly [string, MessageKey])[] };

/** Which keys do what: made of the acts themselves, so that it is never wrong. */
export function KeyboardMap({ acts, onClose }: { acts: readonly Act[]; onClose: () => void }) {
  const { t } = useMessages();
  const byKey = acts.flatMap(({ label, shortcut }): [string, string][] =>
    shortcut === undefined ? [] : [[shortcut, label]],
  );
  const of = (place: keyof typeof OTHERS) =>
    OTHERS[place].map(([keys, text]): [string, string] => [keys, t(text)]);
  return (
    <Dialog title={t('keys.title')} onClose={onClose}>
      {/* A stop for the focus, so that it is scrolled by key. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className="keyboard-map" aria-label={t('keys.title')} tabIndex={0}>
        <Keys title={t('keys.everywhere')} rows={byKey} />
        <Keys title={t('keys.canvas')} rows={of('canvas')} />
        <Keys title={t('keys.outline')} rows={of('outline')} />
      </section>
    </Dialog>
  );
}

const Keys = ({ title, rows }: { title: string; rows: readonly [string, string][] }) => (
  <section>
    <h3>{title}</h3>
    <dl>
      {rows.map(([keys, text]) => (
        <div key={`${keys} ${text}`}>
          <dt>
            {keys.split(' ').map((one) => (
              <kbd key={one}>{written(one)}</kbd>
            ))}
          </dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  </section>
);
