import { type KeyboardEvent, useState } from 'react';
import { possibleIn } from '../../../runtime/simulated-world/index.ts';
import { useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';
import type { Parts } from '../parts.ts';
import { pressed } from './pressed.ts';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];

/** The keys of a telephone. Digits on the computer's keyboard press them while one is here. */
export function Keypad({ simulation, world }: Parts) {
  const { t } = useMessages();
  const [typed, setTyped] = useState({ at: world.seq, digits: '' });
  // A number begun before the flow went on is none of what it asks for now.
  const digits = typed.at === world.seq ? typed.digits : '';
  const { keys } = possibleIn(world);
  const send = (value: string) => simulation.do({ type: 'gives', input: { kind: 'dtmf', value } });
  const press = (key: string) => {
    if (!keys) return;
    const next = pressed(digits, key, world.listening);
    setTyped({ at: world.seq, digits: next.digits });
    if (next.sends !== undefined) send(next.sends);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !KEYS.includes(event.key)) return;
    event.preventDefault();
    press(event.key);
  };
  return (
    <div className="keypad">
      <fieldset className="keypad-keys" dir="ltr" aria-label={t('simulator.keys')}>
        {KEYS.map((key) => (
          <Button key={key} disabled={!keys} onClick={() => press(key)} onKeyDown={onKeyDown}>
            {key}
          </Button>
        ))}
      </fieldset>
      {digits !== '' && (
        <p className="keypad-digits">
          <output dir="ltr">{digits}</output>
          <Button onClick={() => send(digits)}>{t('simulator.pause')}</Button>
        </p>
      )}
    </div>
  );
}
