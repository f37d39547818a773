import { type FormEvent, useId, useState } from 'react';
import { z } from 'zod';
import { valueSchema } from '../../../runtime/engine/index.ts';
import { useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import type { Parts } from '../parts.ts';
import { originOf } from '../walks.ts';

const attributesSchema = z.record(z.string().min(1).max(100), valueSchema);
const LARGEST_SEED = 2_147_483_647;

/** Who the customer is to the flow, and what chance is drawn from: the walk goes the same way once more with it. */
export function Customer({ simulation, played }: Parts) {
  const { t } = useMessages();
  const id = useId();
  const { customer, seed: drawnFrom } = originOf(played.walks);
  const [name, setName] = useState(customer.name ?? '');
  const [attributes, setAttributes] = useState(JSON.stringify(customer.attributes ?? {}));
  const [seed, setSeed] = useState(String(drawnFrom));
  const [isWrong, setWrong] = useState(false);
  const apply = (event: FormEvent) => {
    event.preventDefault();
    const read = attributesSchema.safeParse(parsed(attributes));
    setWrong(!read.success);
    if (!read.success) return;
    const { name: _name, attributes: _attributes, ...rest } = customer;
    simulation.change({
      seed: Math.min(LARGEST_SEED, Math.max(0, Math.trunc(Number(seed)) || 0)),
      customer: {
        ...rest,
        ...(name.trim() === '' ? {} : { name: name.trim() }),
        ...(Object.keys(read.data).length === 0 ? {} : { attributes: read.data }),
      },
    });
  };
  return (
    <section>
      <h3>{t('simulator.customer')}</h3>
      <form className="world-form" onSubmit={apply}>
        <Field
          label={t('simulator.name')}
          dir="auto"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <div className="field">
          <label htmlFor={id}>{t('simulator.attributes')}</label>
          <textarea
            id={id}
            dir="ltr"
            className="world-json"
            rows={3}
            spellCheck={false}
            value={attributes}
            onChange={(event) => setAttributes(event.target.value)}
          />
        </div>
        <Field
          type="number"
          min={0}
          max={LARGEST_SEED}
          label={t('simulator.seed')}
          hint={t('simulator.seedHint')}
          value={seed}
          onChange={(event) => setSeed(event.target.value)}
        />
        {isWrong && (
          <p className="refusal" role="alert">
            {t('simulator.noJson')}
          </p>
        )}
        <Button type="submit">{t('simulator.apply')}</Button>
      </form>
    </section>
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
