import { expect, test } from 'vitest';
import type { FlowDefinition } from '../../runtime/engine/index.ts';
import { openDrawing } from '../kit/drawing.ts';
import { editorStage } from '../kit/editor-stage.ts';
import { flowOf, node } from '../kit/flow-builder.ts';
import { asked } from '../kit/talk.ts';

const stage = editorStage();

const named = (name: string, of: ReturnType<typeof node>) => ({ ...of, name });
const options = (...ids: string[]) => ids.map((id) => ({ id, label: { en: id, fa: id } }));

/** A flow whose nodes have every sort of field. */
const flow = (): FlowDefinition =>
  flowOf(
    {
      pause: named('A week', node('wait', { for: { days: 7 } }, { returned: 'age', expired: 'bye' })),
      age: named(
        'How old?',
        node(
          'collect',
          { prompt: { en: 'How old?', fa: 'چند سال؟' }, ask: { as: 'number' }, saveTo: 'age' },
          { valid: 'tea', noInput: 'bye', invalid: 'bye' },
        ),
      ),
      tea: named(
        'Tea?',
        node('menu', { prompt: { en: 'Tea?' }, options: options('yes', 'no'), attempts: 2 }),
      ),
      cake: named(
        'Cake?',
        node('menu', { prompt: { en: 'Cake?' }, options: options('yes', 'no'), attempts: 4 }),
      ),
      bye: named('Goodbye', node('end', {})),
    },
    {
      name: 'Fields',
      channels: ['chat', 'sms'],
      languages: ['en', 'fa'],
      variables: [{ name: 'age', type: 'number' }],
    },
  );

/** That flow in the builder: what is chosen, and what is kept of it. */
async function opened() {
  const { page } = await openDrawing(await stage.admin({ viewport: { width: 1440, height: 1500 } }), flow());
  const id = new URL(page.url()).pathname.split('/').at(-1)!;
  return {
    page,
    form: page.getByRole('complementary', { name: 'Settings' }),
    line: (name: string) => page.locator('.outline [aria-level="1"]', { hasText: name }),
    /** Resolves when the draft on the server is like this. */
    async keeps(what: (draft: FlowDefinition) => unknown, like: unknown) {
      const kept = () => asked<{ draft: FlowDefinition }>(page, 'GET', `/flows/${id}`);
      await expect.poll(async () => what((await kept()).draft)).toEqual(like);
    },
  };
}

test('a length of time is written by its units; nothing at all is not taken', async () => {
  const { form, line, keeps } = await opened();
  await line('A week').click();
  const long = form.getByRole('group', { name: 'How long' });
  await long.getByLabel('days').fill('2');
  await long.getByLabel('hours').fill('12');
  await keeps((draft) => draft.nodes['pause']!.config['for'], { days: 2, hours: 12 });
  await long.getByLabel('hours').fill('');
  await keeps((draft) => draft.nodes['pause']!.config['for'], { days: 2 });
  await long.getByLabel('days').fill('');
  await form.getByLabel('Name', { exact: true }).fill('A pause');
  await keeps(({ nodes: { pause } }) => [pause!.name, pause!.config['for']], ['A pause', { days: 2 }]);
});

test('words are written in each language, with commas; a reason gets a prompt of its own and loses it again', async () => {
  const { form, line, keeps } = await opened();
  await line('How old?').click();
  const config = (draft: FlowDefinition) => draft.nodes['age']!.config;
  const english = form.getByRole('textbox', { name: 'Words of refusal, English' });
  await english.fill('rather not, no way,');
  await keeps((draft) => config(draft)['refusal'], { en: ['rather not', 'no way'] });
  // The comma is still there to write on from.
  expect(await english.inputValue()).toBe('rather not, no way,');
  await form
    .getByRole('group', { name: 'Words of refusal' })
    .getByRole('button', { name: 'Persian' })
    .click();
  await form.getByRole('textbox', { name: 'Words of refusal, Persian' }).fill('نه، هرگز');
  await keeps((draft) => config(draft)['refusal'], { en: ['rather not', 'no way'], fa: ['نه', 'هرگز'] });
  await form.getByRole('combobox', { name: 'Refused' }).waitFor();

  await form.getByLabel('Add to: Prompts by reason').selectOption({ label: 'Too large or too late' });
  await form.getByRole('textbox', { name: 'Too large or too late, Persian' }).fill('باور نمی‌کنم');
  await keeps((draft) => config(draft)['reasonPrompts'], { tooLarge: { fa: 'باور نمی‌کنم' } });
  await form.getByRole('button', { name: 'Remove Too large or too late' }).click();
  await keeps((draft) => config(draft)['reasonPrompts'], {});
});

test('a prompt is played from a recording, and said otherwise on a channel until that is taken away', async () => {
  const { form, line, keeps } = await opened();
  await line('How old?').click();
  const prompt = (draft: FlowDefinition) =>
    (draft.nodes['age']!.config['prompt'] as { [language: string]: unknown })['en'];
  await form.getByText('Other words for a channel, recording').first().click();
  const recording = form.getByRole('textbox', { name: 'Address of a recording' }).first();
  await recording.fill('age.mp3');
  await expect.poll(() => recording.getAttribute('aria-invalid')).toBe('true');
  await keeps(prompt, 'How old?');
  await recording.fill('https://clinic.example/age.mp3');
  await keeps(prompt, { text: 'How old?', recording: 'https://clinic.example/age.mp3' });
  await form.getByRole('button', { name: 'Other words for SMS' }).first().click();
  await form.getByRole('textbox', { name: 'Prompt, instead on SMS' }).fill('Age?');
  await keeps((draft) => (prompt(draft) as { variants?: unknown }).variants, { sms: 'Age?' });
  await form.getByRole('button', { name: 'Remove the words for SMS' }).click();
  await recording.fill('');
  await keeps(prompt, 'How old?');
});

test('several nodes are changed at once: what differs is said, and what is written goes to all of them', async () => {
  const { page, form, line, keeps } = await opened();
  await line('Tea?').click();
  await page
    .locator('.card', { hasText: 'Cake?' })
    .locator('.card-head')
    .click({ modifiers: ['Shift'] });
  await form.getByRole('heading', { name: '2 nodes' }).waitFor();
  await form.getByText('Different in these nodes; a change goes to all of them.').waitFor();
  const attempts = form.getByLabel('Attempts');
  expect(await attempts.inputValue()).toBe('');
  await attempts.fill('5');
  const both = (draft: FlowDefinition) =>
    ['tea', 'cake', 'age'].map((id) => draft.nodes[id]!.config['attempts']);
  await keeps(both, [5, 5, undefined]);
  expect(await form.getByText('Different in these nodes').count()).toBe(0);
  await attempts.fill('50');
  await form.getByText('Write 10 or less.').waitFor();
  await keeps(both, [5, 5, undefined]);
  // One step takes it back in both.
  await page.getByRole('button', { name: 'Take back the last step' }).first().click();
  await keeps(both, [2, 4, undefined]);
});

test('a flow is set up: channels, time zone, where who leaves goes, an apology, one language less', async () => {
  const { form, keeps } = await opened();
  const channels = form.getByRole('group', { name: 'Channels' });
  await channels.getByLabel('Web chat').uncheck();
  await keeps(({ channels: kept }) => kept, ['sms']);
  expect(await channels.getByLabel('SMS').isDisabled()).toBe(true);
  await channels.getByLabel('Phone').check();
  await keeps(({ channels: kept }) => kept, ['voice', 'sms']);
  const pick = async (field: string, written: string, option: string) => {
    await form.getByRole('combobox', { name: field }).fill(written);
    await form.page().getByRole('option', { name: option, exact: true }).click();
  };
  await pick('Time zone', 'Istan', 'Europe/Istanbul');
  await pick('The customer leaves', 'Good', 'Goodbye');
  await keeps(({ zone, handlers }) => [zone, handlers], ['Europe/Istanbul', { left: 'bye' }]);
  await form.getByRole('textbox', { name: 'Apology, English' }).fill('We are sorry.');
  await form.getByRole('button', { name: 'Remove Persian' }).click();
  await keeps(({ apology, languages }) => [apology, languages], [{ en: 'We are sorry.' }, ['en']]);
});

test('a variable gets a type, what it begins with, and ways in and out; what does not fit its type is kept to be mended', async () => {
  const { page, keeps } = await opened();
  await page.getByRole('tab', { name: 'Variables' }).click();
  const only = ({ variables }: FlowDefinition) => variables;
  const begins = page.getByLabel('age begins with');
  await begins.fill('eighteen');
  await expect.poll(() => begins.getAttribute('aria-invalid')).toBe('true');
  expect(await begins.inputValue()).toBe('eighteen');
  await keeps(only, [{ name: 'age', type: 'number' }]);
  await begins.fill('18');
  await keeps(only, [{ name: 'age', type: 'number', initial: 18 }]);
  await page.getByLabel('comes in').check();
  await page.getByLabel('is given back').check();
  await keeps(only, [{ name: 'age', type: 'number', initial: 18, input: true, output: true }]);
  await page.getByLabel('comes in').uncheck();
  await begins.fill('');
  await page.getByLabel('Type of age').selectOption({ label: 'text' });
  await keeps(only, [{ name: 'age', type: 'text', output: true }]);
});
