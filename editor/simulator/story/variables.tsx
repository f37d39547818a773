import { type FormEvent, useState } from 'react';
import { asText, type Value, valueSchema } from '../../../runtime/engine/index.ts';
import { useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';
import type { Parts } from '../parts.ts';
import { type Told, variablesOf } from './variable-history.ts';

/** The variables where one is: what they are, what they were, and a field to set each by hand. */
export function Variables({ simulation, played, world }: Parts) {
  const { t } = useMessages();
  const variables = variablesOf(played.walks);
  const isOpen = world.snapshot !== null && !world.snapshot.ended;
  if (variables.length === 0) return null;
  return (
    <section>
      <h3>{t('simulator.variables')}</h3>
      <ul className="story-variables">
        {variables.map((told) => (
          <li key={`${told.name} ${JSON.stringify(told.value)}`}>
            <Variable
              told={told}
              onSet={
                isOpen ? (to: Value) => simulation.do({ type: 'sets', variable: told.name, to }) : undefined
              }
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Variable({ told, onSet }: { told: Told; onSet: ((to: Value) => void) | undefined }) {
  const { t, number } = useMessages();
  const { name, value, history } = told;
  const [text, setText] = useState(
    typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value),
  );
  const set = (event: FormEvent) => {
    event.preventDefault();
    onSet?.(read(text, value));
  };
  return (
    <form className="story-variable" onSubmit={set}>
      <code>{name}</code>
      <input
        dir="auto"
        aria-label={t('simulator.variable', { name })}
        readOnly={!onSet}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      {onSet && (
        <Button type="submit" aria-label={t('simulator.setVariable', { name })}>
          {t('simulator.set')}
        </Button>
      )}
      {history.length > 1 && (
        <details className="small">
          <summary>{t('simulator.history', { count: history.length })}</summary>
          <ol>
            {history.map((one) => (
              <li key={one.at}>
                {t('simulator.atStep', { step: number(one.at) })} <bdi>{asText(one.value) || '–'}</bdi>
              </li>
            ))}
          </ol>
        </details>
      )}
    </form>
  );
}

/** What somebody wrote, as the kind of value that was there: a text stays one, whatever it looks like. */
function read(text: string, before: Value): Value {
  if (typeof before === 'string') return text;
  try {
    const value = valueSchema.safeParse(JSON.parse(text));
    if (value.success) return value.data;
  } catch {
    // Not JSON: then it is a text.
  }
  return text === '' ? null : text;
}
