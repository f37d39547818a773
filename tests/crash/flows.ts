import { flowOf, node } from '../kit/flow-builder.ts';

const again = { id: 'again', label: { en: 'Again' } };

/** Every answer leads to the same question, for ever; silence, after six seconds unless said otherwise, ends it at the third time. */
export const questionFlow = (id: string, wording: string, textMinutes = 0.1) =>
  flowOf(
    {
      ask: node(
        'menu',
        {
          prompt: { en: wording },
          options: [again],
          attempts: 3,
          patience: { voiceSeconds: 8, textMinutes },
          noMatchPrompt: { en: 'Pardon?' },
          noInputPrompt: { en: 'Are you there?' },
        },
        { again: 'ask', noInput: 'bye', noMatch: 'bye' },
      ),
      bye: node('end', { text: { en: 'Goodbye.' } }),
    },
    { id, channels: ['api'], name: 'A question without end' },
  );
