import { expect, test } from 'vitest';
import { openReader } from '../../db/client.ts';
import { pageOfContacts } from '../../db/queries/contacts.ts';
import { readEntries } from '../../runtime/contacts/contact-log.ts';
import type { FlowTest } from '../../runtime/flow-tests/index.ts';
import { MAIN_ORGANISATION } from '../../runtime/settings.ts';
import { joinChat, newVisitor } from '../kit/chat-client.ts';
import { editorStage } from '../kit/editor-stage.ts';
import { openSimulator } from '../kit/simulator-panel.ts';

const stage = editorStage();

/** What is on the server of the one contact there: what was said, and the ways that were taken. */
function loggedOn(file: string): { said: string[]; ways: string[] } {
  const { db, close } = openReader(file);
  try {
    const [contact] = pageOfContacts(db, MAIN_ORGANISATION, { limit: 1 });
    const entries = readEntries(db, contact!.id);
    return {
      said: entries.flatMap(({ effects }) =>
        effects.flatMap((effect) =>
          effect.type === 'channel.prompt' && effect.text !== '' ? [effect.text] : [],
        ),
      ),
      ways: entries.flatMap(({ trace }) =>
        trace.flatMap(({ node, exit }) => (exit === undefined ? [] : [`${node}.${exit}`])),
      ),
    };
  } finally {
    close();
  }
}

// All of it in detail, on every channel: tests/contracts/parity.test.ts. Here it is the bundle of the editor that plays.
test('a walk in the page and a visitor of the real chat are told the same and go the same ways', async () => {
  const { page, server, panel } = await openSimulator(stage);
  const log = panel.getByRole('log');
  await panel.getByLabel('Channel').selectOption({ label: 'Web chat' });
  await panel.getByRole('button', { name: 'Begin the conversation' }).click();
  await log.getByRole('button', { name: 'English' }).click();
  await log.getByText('Welcome to the Dental Clinic Demo.').waitFor();
  await panel.getByRole('tab', { name: 'Tests' }).click();
  await panel.getByLabel('Name of the test').fill('Played here');
  await panel.getByRole('button', { name: 'Save as a test' }).click();
  await panel.getByText('Kept: Played here').waitFor();
  const kept = await page.evaluate(
    async () => (await fetch('/api/flows/clinic/tests')).json() as Promise<unknown>,
  );
  const { steps } = (kept as FlowTest[]).find(({ name }) => name === 'Played here')!;

  const token = await newVisitor(server.url, 'web');
  const visitor = await joinChat(server.url, 'web', { token });
  await visitor.next('entry', ({ choices }) => choices?.some(({ id }) => id === 'english') ?? false);
  visitor.send({ type: 'choose', id: 'a-choice-of-mine', choice: 'english' });
  await visitor.next('ack');
  visitor.drop();

  const { said, ways } = loggedOn(server.database);
  expect(said.length).toBeGreaterThan(1);
  const heard = steps.flatMap(({ hears }) => (hears === undefined ? [] : [hears]));
  expect(heard.map((wording) => (typeof wording === 'string' ? wording : wording['en']))).toEqual(said);
  expect(steps.flatMap(({ takes }) => takes ?? [])).toEqual(ways);
});
