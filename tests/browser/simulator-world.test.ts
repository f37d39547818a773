import { expect, test } from 'vitest';
import { editorStage } from '../kit/editor-stage.ts';
import { picture } from '../kit/picture.ts';
import { flowOf, node } from '../kit/flow-builder.ts';
import { shopFlow } from '../kit/shop-flow.ts';
import { onMonday, openSimulator } from '../kit/simulator-panel.ts';
import { asked } from '../kit/talk.ts';

const stage = editorStage();

/** One long walk in place of many servers. */
const timeout = 120_000;

test(
  'the world is at hand: who the customer is, chance, answers, the clock, calendars; branches stay',
  { timeout },
  async () => {
    const open = await openSimulator(stage, { flow: shopFlow });
    const { page, panel } = open;
    const log = panel.getByRole('log');
    const to = (tab: string) => panel.getByRole('tab', { name: tab }).click();
    /** Takes an option of the list, where it is offered last. */
    const choose = async (option: string) => {
      await to('Conversation');
      await log.getByText('Choose from the list').last().click();
      await log.getByRole('button', { name: option }).last().click();
    };
    const answersWith = async (answer: string) => {
      await to('World');
      await panel.getByRole('button', { name: `http-request: ${answer}` }).click();
      await expect
        .poll(() =>
          panel.getByRole('button', { name: `http-request: ${answer}` }).getAttribute('aria-pressed'),
        )
        .toBe('true');
    };
    await onMonday(open);

    // Who the customer is, and chance: the same way once more with them.
    await panel.getByRole('button', { name: 'Begin the conversation' }).click();
    await log.getByText('It is a red day.').waitFor();
    await to('World');
    await panel.getByLabel('Name', { exact: true }).fill('Ada');
    await panel.getByLabel('What is kept of the customer, as JSON').fill('{"city":"Izmir"}');
    await panel.getByLabel('Seed').fill('6');
    await panel.getByRole('button', { name: 'Play the same with this' }).click();
    await to('Conversation');
    await log.getByText('It is a blue day.').waitFor();
    await log.getByText('Hello Ada of Izmir.').waitFor();

    // Four options are a list on WhatsApp. Who is asked answers as it is set: fails, then late, then what is written.
    await answersWith('Server error (500)');
    await choose('Price');
    await log.getByText('Nobody knows the price.').waitFor();
    await to('World');
    await panel
      .getByLabel('Answer to http-request as JSON')
      .fill('{"body":{"items":[{"price":7}]},"delayMs":4000}');
    await panel.getByRole('button', { name: 'Set', exact: true }).click();
    await choose('Price');
    await log.getByText('It costs 7.').waitFor();
    await to('World');
    await panel.getByText('10:00:04').waitFor();

    // Really asked, through the guard, for this drawing's host is on the list.
    await answersWith('Really ask');
    await panel.getByText('A real request is sent').waitFor();
    await picture(page, 'simulator-really-ask');
    await choose('Price');
    await log.getByText('It costs 900.').waitFor();
    await to('Steps');
    await panel.getByText('Came back').first().waitFor();
    await panel.getByText('GET https://prices.clinic.internal/prices.json').first().waitFor();
    await panel.getByText('3 values so far').waitFor({ state: 'attached' });

    // Back, with another world: a branch of its own, and the one before stays.
    await panel.getByRole('button', { name: 'One step back' }).click();
    await panel.getByRole('button', { name: 'One step back' }).click();
    await answersWith('Not found (404)');
    await choose('Price');
    await log.getByText('Nobody knows the price.').last().waitFor();
    const branches = panel.getByLabel('Branch');
    const before = await branches.locator('option').count();
    await branches.selectOption({ index: before - 2 });
    await log.getByText('It costs 900.').waitFor();

    // A week passes at a press, and so does the time to the next timer.
    await choose('Later');
    await to('World');
    await panel.getByRole('button', { name: '1 day', exact: true }).click();
    await panel.getByText('Tuesday, March 3, 2026').waitFor();
    await panel.getByRole('button', { name: /To the next timer/ }).click();
    await panel.getByText('Monday, March 9, 2026').first().waitFor();
    await to('Conversation');
    await log.getByText('A week has passed.').waitFor();
    await to('World');
    await panel.getByLabel('Day and time').fill('2026-03-01T10:00');
    await panel.getByRole('button', { name: 'Jump there' }).click();
    await panel.getByText('Time does not run back.').waitFor();

    // What calendars say, and their emergency switch, stay for whoever comes next.
    await panel.getByLabel('Clinic hours says').selectOption({ label: 'Closed' });
    await panel.getByRole('button', { name: 'Begin again' }).click();
    await to('Conversation');
    await panel.getByRole('button', { name: 'Begin the conversation' }).click();
    await log.getByText('We are closed.').waitFor();
    await to('World');
    await panel.getByLabel('Emergency in Clinic hours').check();
    await panel.getByRole('button', { name: 'Begin again' }).click();
    await to('Conversation');
    await panel.getByRole('button', { name: 'Begin the conversation' }).click();
    await log.getByText('There is an emergency.').waitFor();

    // Who only looks plays with the same world, and cannot have anybody really asked; who draws can.
    const there = new URL(page.url());
    for (const [role, mayAsk] of [
      ['viewer', 0],
      ['designer', 1],
    ] as const) {
      const person = await stage.colleague(page, there.origin, role, role);
      await person.goto(`${there.origin}${there.pathname}`);
      await person.getByRole('button', { name: 'Play' }).click();
      await person.getByRole('tab', { name: 'World' }).click();
      await person.getByRole('button', { name: 'http-request: Not found (404)' }).waitFor();
      expect(await person.getByRole('button', { name: 'http-request: Really ask' }).count()).toBe(mayAsk);
    }
  },
);

test('a call that is put through ends as whoever plays decides: each way back leads on', async () => {
  const again = (text: string) => node('message', { text: { en: text } }, { done: 'dial' });
  const flow = flowOf(
    {
      dial: node(
        'transfer',
        { to: { value: '+442079460000' } },
        { completed: 'thanks', busy: 'engaged', noAnswer: 'nobody', failed: 'broken' },
      ),
      engaged: again('They are talking.'),
      nobody: again('Nobody is there.'),
      broken: again('The line is down.'),
      thanks: node('end', { text: { en: 'You have talked.' } }),
    },
    { channels: ['voice'] },
  );
  const { panel } = await openSimulator(stage, { flow });
  const log = panel.getByRole('log');
  const comesBack = async (answer: string, heard: string) => {
    await panel.getByRole('button', { name: answer, exact: true }).click();
    await log.getByText(heard).waitFor();
  };
  await panel.getByRole('button', { name: 'Call', exact: true }).click();
  await log.getByText('Connecting to +442079460000').waitFor();
  await comesBack('Busy', 'They are talking.');
  await comesBack('No answer', 'Nobody is there.');
  await comesBack('Could not be called', 'The line is down.');
  expect(await log.getByText('Connecting to').count()).toBe(4);
  await comesBack('Answered', 'You have talked.');
});

test('a flow that is called asks, too: how it is answered is set below its name', async () => {
  const others = ['notFound', 'clientError', 'serverError', 'timeout', 'failed'];
  const prices = flowOf(
    {
      ask: node(
        'http-request',
        { url: 'https://prices.clinic.internal/prices.json' },
        { success: 'known', ...Object.fromEntries(others.map((exit) => [exit, 'unknown'])) },
      ),
      known: node('message', { text: { en: 'There are prices.' } }, { done: 'back' }),
      unknown: node('message', { text: { en: 'Nobody tells prices.' } }, { done: 'back' }),
      back: node('end'),
    },
    { id: 'prices', name: 'Prices', channels: ['chat'] },
  );
  const desk = flowOf(
    {
      call: node('sub-flow', { flow: 'prices' }, { completed: 'bye', failed: 'bye' }),
      bye: node('end', { text: { en: 'Goodbye.' } }),
    },
    { id: 'desk', name: 'Desk', channels: ['chat'] },
  );
  const { page, server, panel } = await openSimulator(stage, { flow: prices });
  for (const flow of [prices, desk]) await asked(page, 'POST', '/flows/publish', flow);
  await page.goto(`${server.url}/flows/desk`);
  await page.getByRole('button', { name: 'Play' }).click();
  const to = (tab: string) => panel.getByRole('tab', { name: tab }).click();
  await to('World');
  await panel.getByRole('heading', { name: 'In “Prices”' }).waitFor();
  await picture(page, 'simulator-answers-inside');
  await panel.getByRole('button', { name: 'http-request: Server error (500)' }).click();
  await to('Conversation');
  await panel.getByRole('button', { name: 'Begin the conversation' }).click();
  await panel.getByRole('log').getByText('Nobody tells prices.').waitFor();
  await to('World');
  await panel.getByRole('button', { name: 'http-request: All well' }).click();
  await panel.getByRole('button', { name: 'Begin again' }).click();
  await to('Conversation');
  await panel.getByRole('button', { name: 'Begin the conversation' }).click();
  await panel.getByRole('log').getByText('There are prices.').waitFor();
  // Its name leads there.
  await to('World');
  await panel.getByRole('button', { name: 'http-request', exact: true }).click();
  await page.getByRole('region', { name: 'Drawing of “Prices”, version 1' }).waitFor();
});
