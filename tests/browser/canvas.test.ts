import { describe, expect, test } from 'vitest';
import type { FlowDefinition } from '../../runtime/engine/index.ts';
import { openDrawing } from '../kit/drawing.ts';
import { barriers, editorStage } from '../kit/editor-stage.ts';
import { flowOf, node } from '../kit/flow-builder.ts';

const stage = editorStage();
const SIZE = { viewport: { width: 1900, height: 1000 } };

const message = (name: string, text: string, exits: Record<string, string> = {}) => ({
  ...node('message', { text: { en: text } }, exits),
  name,
});

/** Three messages in a row, the last leading nowhere. */
const row = (): FlowDefinition =>
  flowOf(
    {
      hello: message('Hello', 'Good morning', { done: 'offer' }),
      offer: message('Offer', 'We have news', { done: 'goodbye' }),
      goodbye: message('Goodbye', 'See you'),
    },
    {
      name: 'Row',
      layout: { hello: { x: 0, y: 0 }, offer: { x: 380, y: 60 }, goodbye: { x: 760, y: 0 } },
    },
  );
const open = async () => openDrawing(await stage.admin(SIZE), row());

describe('with the mouse', () => {
  test('a node is dragged as one step, which undo takes back and redo does again', async () => {
    const { page, card, drag } = await open();
    const first = (await card('Offer').boundingBox())!;
    await drag(card('Offer').locator('.card-head'), { x: first.x + 200, y: first.y + 320 });
    await expect.poll(async () => (await card('Offer').boundingBox())!.y).toBeGreaterThan(first.y + 200);
    await page.getByRole('button', { name: 'Take back the last step' }).click();
    await expect.poll(async () => (await card('Offer').boundingBox())!.y).toBeCloseTo(first.y, 0);
    expect(await page.getByRole('button', { name: 'Take back the last step' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Do the step again' }).click();
    await expect.poll(async () => (await card('Offer').boundingBox())!.y).toBeGreaterThan(first.y + 200);
  });

  test('an exit is drawn to a node, to another, and let go over nothing', async () => {
    const { page, card, exit, drag, line } = await open();
    await drag(exit('Goodbye', 'Done'), card('Hello').locator('.card-head'));
    await line('Goodbye', 'Done', 'Hello').waitFor({ state: 'attached' });

    await drag(exit('Hello', 'Done'), card('Goodbye').locator('.card-head'));
    await line('Hello', 'Done', 'Goodbye').waitFor({ state: 'attached' });
    expect(await line('Hello', 'Done', 'Offer').count()).toBe(0);

    // The end of a line is taken from one node to another.
    const end = page.locator('.react-flow__edge[data-id="offer:done"] .react-flow__edgeupdater-target');
    await drag(end, card('Hello').locator('.card-head'));
    await line('Offer', 'Done', 'Hello').waitFor({ state: 'attached' });
    await page.keyboard.press('Control+z');
    await line('Offer', 'Done', 'Goodbye').waitFor({ state: 'attached' });
    await drag(end, { x: 700, y: 780 });
    await expect.poll(() => line('Offer', 'Done', 'Goodbye').count()).toBe(0);
  });

  test('an exit let go over nothing offers the types that fit, placed there and connected', async () => {
    const { page, card, exit, drag, line } = await open();
    await drag(exit('Goodbye', 'Done'), { x: 1100, y: 620 });
    const search = page.getByRole('combobox', { name: 'Search node types' });
    await search.fill('announce');
    await page.getByRole('option', { name: /^Message/ }).click();
    await line('Goodbye', 'Done', 'Message').waitFor({ state: 'attached' });
    const at = (await card('Message').boundingBox())!;
    expect(Math.abs(at.x - 1100)).toBeLessThan(40);
    expect(Math.abs(at.y - 620)).toBeLessThan(60);
  });

  test('a node is added by + at an exit, put into a line, and the line is removed', async () => {
    const { page, line } = await open();
    await page.getByRole('button', { name: 'Add after Done of Goodbye' }).click();
    await page.getByRole('option', { name: /^End/ }).click();
    await line('Goodbye', 'Done', 'End').waitFor({ state: 'attached' });

    await line('Hello', 'Done', 'Offer').hover({ force: true });
    await page.getByRole('button', { name: 'Insert a node: From Hello by Done to Offer' }).click();
    await page.getByRole('option', { name: /^Message/ }).click();
    await line('Hello', 'Done', 'Message').waitFor({ state: 'attached' });
    await line('Message', 'Done', 'Offer').waitFor({ state: 'attached' });

    await line('Offer', 'Done', 'Goodbye').hover({ force: true });
    await page.getByRole('button', { name: 'Remove line: From Offer by Done to Goodbye' }).click();
    await expect.poll(() => line('Offer', 'Done', 'Goodbye').count()).toBe(0);
  });

  test('a type is dragged from the palette, found by a keyword', async () => {
    const { page, card } = await open();
    await page.getByRole('tab', { name: 'Add' }).click();
    await page.getByRole('combobox', { name: 'Search node types' }).fill('ivr');
    const menu = page.getByRole('option', { name: /^Menu/ });
    await menu.dragTo(page.locator('.canvas'), { targetPosition: { x: 500, y: 560 } });
    await card('Menu').waitFor();
    expect(await card('Menu').locator('.card').getAttribute('data-selected')).toBe('true');
  });

  test('several are chosen by a box and by Shift, moved together, aligned, distributed and removed', async () => {
    const { page, card, drag, names } = await open();
    const chosen = () => page.locator('.card[data-selected]').count();
    await card('Hello').locator('.card-head').click();
    await card('Offer')
      .locator('.card-head')
      .click({ modifiers: ['Shift'] });
    await expect.poll(chosen).toBe(2);

    await page.keyboard.down('Shift');
    await page.mouse.move(330, 220);
    await page.mouse.down();
    await page.mouse.move(1300, 600, { steps: 5 });
    await page.mouse.up();
    await page.keyboard.up('Shift');
    await expect.poll(chosen).toBe(3);

    const before = await Promise.all(
      ['Hello', 'Offer'].map(async (name) => (await card(name).boundingBox())!),
    );
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').fill('Align tops');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await card('Offer').boundingBox())!.y).toBeCloseTo(before[0]!.y, 0);
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').fill('Space evenly across');
    await page.keyboard.press('Enter');
    const lefts = async () =>
      Promise.all(['Hello', 'Offer', 'Goodbye'].map(async (name) => (await card(name).boundingBox())!.x));
    await expect
      .poll(async () => {
        const [a = 0, b = 0, c = 0] = await lefts();
        return Math.abs(Math.round(b - a - (c - b)));
      })
      .toBe(0);

    const goodbye = (await card('Goodbye').boundingBox())!;
    const hello = (await card('Hello').boundingBox())!;
    await drag(card('Hello').locator('.card-head'), { x: hello.x + 80, y: hello.y + 200 });
    await expect.poll(async () => (await card('Goodbye').boundingBox())!.y).toBeGreaterThan(goodbye.y + 100);

    await page.keyboard.press('Delete');
    await expect.poll(names).toEqual([]);
    await page.getByRole('heading', { name: 'What should a caller hear first?' }).waitFor();
    await page.keyboard.press('Control+z');
    await expect.poll(names).toEqual(['Hello', 'Offer', 'Goodbye']);
  });

  test('a menu of the right button does what the keys do', async () => {
    const { page, card, names } = await open();
    await card('Offer').locator('.card-head').click({ button: 'right' });
    await page.getByRole('menuitem', { name: /Duplicate/ }).click();
    await expect.poll(names).toEqual(['Hello', 'Offer', 'Goodbye', 'Offer']);
    await card('Goodbye').locator('.card-head').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Begin the flow here' }).click();
    await card('Goodbye').getByText('Start', { exact: true }).waitFor();
    await card('Hello').locator('.card-head').dblclick();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Good day');
    await page.keyboard.press('Enter');
    await card('Good day').waitFor();
  });
});

describe('beside the logic', () => {
  test('a frame takes along what stands in it, and folds it into one card', async () => {
    const { page, card, drag, line } = await open();
    await card('Offer').locator('.card-head').click();
    await page.keyboard.press('Shift+F');
    const head = page.locator('.frame-head');
    await head.dblclick();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('News');
    await page.keyboard.press('Enter');
    await head.getByText('News').waitFor();
    const before = (await card('Offer').boundingBox())!;
    const at = (await head.boundingBox())!;
    await drag(head.getByText('News'), { x: at.x + 40, y: at.y + 240 });
    await expect.poll(async () => (await card('Offer').boundingBox())!.y).toBeGreaterThan(before.y + 150);

    // It is made larger at its corner, as one step.
    const frame = page.locator('.react-flow__node-frame');
    const small = (await frame.boundingBox())!;
    const corner = frame.locator('.react-flow__resize-control.handle.bottom.right');
    await drag(corner, { x: small.x + small.width + 90, y: small.y + small.height + 60 });
    await expect.poll(async () => (await frame.boundingBox())!.width).toBeGreaterThan(small.width + 60);
    await page.getByRole('button', { name: 'Take back the last step' }).click();
    await expect.poll(async () => (await frame.boundingBox())!.width).toBeCloseTo(small.width, 0);

    await page.getByRole('button', { name: 'Fold News' }).click();
    await expect.poll(() => card('Offer').count()).toBe(0);
    await page.locator('.folded').getByText('1 node').waitFor();
    await line('Hello', 'Done', 'Offer').waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Unfold News' }).click();
    await card('Offer').waitFor();
  });

  test('a note is written in place and mentions a member', async () => {
    const { page, drag } = await open();
    await page.locator('.react-flow__pane').click({ position: { x: 600, y: 600 } });
    await page.keyboard.press('Shift+N');
    await page
      .getByRole('textbox', { name: /^Text of the note/ })
      .and(page.locator(':focus'))
      .waitFor();
    await page.keyboard.type('Ask @Ad');
    await page.getByRole('option', { name: 'Ada Admin' }).click();
    await page.keyboard.press('Escape');
    expect(await page.locator('.note mark').textContent()).toBe('@Ada Admin');
    await page.getByRole('group', { name: /Note: Ask @Ada Admin/ }).waitFor();
    const note = page.locator('.react-flow__node-note');
    const before = (await note.boundingBox())!;
    const corner = note.locator('.react-flow__resize-control.handle.bottom.right');
    await drag(corner, { x: before.x + before.width + 80, y: before.y + before.height + 80 });
    await expect.poll(async () => (await note.boundingBox())!.height).toBeGreaterThan(before.height + 50);
  });
});

test('copied nodes are pasted into the flow of another tab; a hostile text is refused', async () => {
  const { page: first, server } = await stage.admin(SIZE);
  await first.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const { page, card } = await openDrawing({ page: first, server }, row());
  await card('Hello').locator('.card-head').click();
  await card('Offer')
    .locator('.card-head')
    .click({ modifiers: ['Shift'] });
  await page.keyboard.press('Control+c');

  const other = await page.context().newPage();
  const there = await openDrawing({ page: other, server }, flowOf({}, { name: 'Other' }));
  await other.locator('.canvas').focus();
  await other.keyboard.press('Control+v');
  await there.line('Hello', 'Done', 'Offer').waitFor({ state: 'attached' });
  expect(await there.names()).toEqual(['Hello', 'Offer']);

  await other.evaluate(() => navigator.clipboard.writeText('{"patchbay":"fragment","nodes":{"<img>":1}}'));
  await other.keyboard.press('Control+v');
  await other.getByRole('alert').getByText('was not copied from a flow').waitFor();
  expect(await there.names()).toEqual(['Hello', 'Offer']);

  await other.keyboard.press('Control+a');
  await other.keyboard.press('Control+x');
  await expect.poll(there.names).toEqual([]);
  await other.keyboard.press('Control+v');
  await expect.poll(there.names).toEqual(['Hello', 'Offer']);
});

test('everything is laid out in a worker, as one step', async () => {
  const drawing = row();
  drawing.layout = { hello: { x: 600, y: 0 }, offer: { x: 600, y: 20 }, goodbye: { x: 0, y: 40 } };
  const { page, card } = await openDrawing(await stage.admin(SIZE), drawing);
  const left = async (name: string) => (await card(name).boundingBox())!.x;
  await page.getByRole('button', { name: 'Lay out all nodes' }).click();
  await expect.poll(async () => (await left('Offer')) - (await left('Hello'))).toBeGreaterThan(150);
  await expect.poll(async () => (await left('Goodbye')) - (await left('Offer'))).toBeGreaterThan(150);
  await page.getByRole('button', { name: 'Take back the last step' }).click();
  await expect.poll(async () => (await left('Goodbye')) - (await left('Offer'))).toBeLessThan(0);

  // Or only what is chosen: the rest stays.
  await card('Hello').click({ position: { x: 20, y: 8 } });
  await card('Goodbye')
    .locator('.card-head')
    .click({ modifiers: ['Shift'] });
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('Lay out selected nodes');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await left('Offer')) - (await left('Hello'))).toBeGreaterThan(150);
  expect(await left('Goodbye')).toBeCloseTo(await left('Hello'), 0);
  await page.getByRole('button', { name: 'Take back the last step' }).click();
  await expect.poll(async () => Math.abs((await left('Offer')) - (await left('Hello')))).toBeLessThan(1);
});

test('chosen nodes become a flow of their own', async () => {
  const { page, card, line, names } = await open();
  await card('Offer').locator('.card-head').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Make a sub-flow…' }).click();
  await page.getByRole('textbox', { name: 'Name of the new flow' }).fill('News');
  await page.getByRole('button', { name: 'Make it' }).click();
  await line('Hello', 'Done', 'News').waitFor({ state: 'attached' });
  await line('News', 'done', 'Goodbye').waitFor({ state: 'attached' });
  expect(await names()).toEqual(['Hello', 'News', 'Goodbye']);
  const made = await page.evaluate(async () => (await (await fetch('/api/flows/news')).json()) as unknown);
  expect(made).toMatchObject({ draft: { start: 'offer', nodes: { offer: { name: 'Offer' } } } });

  await card('Hello').locator('.card-head').click();
  await card('Goodbye')
    .locator('.card-head')
    .click({ modifiers: ['Shift'] });
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('sub-flow…');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('A sub-flow has one beginning').waitFor();
});

test('cards say what a node says, what is wrong with it and where it cannot be used', async () => {
  const drawing = row();
  drawing.channels = ['voice', 'chat'];
  drawing.nodes['offer'] = {
    ...node('condition', {
      rules: [
        {
          id: 'grown',
          label: 'Grown up',
          when: {
            comparisons: [{ left: { variable: 'age' }, operator: 'greaterOrEqual', right: { value: 18 } }],
          },
        },
      ],
    }),
    name: 'Offer',
  };
  const { card } = await openDrawing(await stage.admin(SIZE), drawing);
  await card('Hello').getByText('Good morning').waitFor();
  await card('Offer').getByText('age is at least 18').waitFor();
  await card('Goodbye').locator('.card-trouble').getByText('Problems: 1').waitFor({ state: 'attached' });
});

describe.each(['light', 'dark'] as const)('in %s, nobody meets a barrier', (colorScheme) => {
  test('in palette, dialogs and menus', async () => {
    const { page, card } = await openDrawing(await stage.admin({ ...SIZE, colorScheme }), row());
    const found: string[] = [];
    const look = async (where: string) =>
      found.push(...(await barriers(page)).map((barrier) => `${where}: ${barrier}`));
    await card('Goodbye').locator('.card-trouble').waitFor();
    await look('outline');
    await page.getByRole('tab', { name: 'Add' }).click();
    await page.locator('.react-flow__pane').click({ position: { x: 600, y: 600 } });
    await page.keyboard.press('Shift+F');
    await page.locator('.react-flow__pane').click({ position: { x: 100, y: 600 } });
    await page.keyboard.press('Shift+N');
    await page
      .getByRole('textbox', { name: /^Text of the note/ })
      .and(page.locator(':focus'))
      .waitFor();
    await page.keyboard.press('Escape');
    await look('palette, frame and note');
    for (const keys of ['Control+k', '?']) {
      await page.keyboard.press(keys);
      await page.locator('dialog[open]').waitFor();
      await look(keys);
      await page.keyboard.press('Escape');
      await page.locator('dialog[open]').waitFor({ state: 'detached' });
    }
    await card('Hello').locator('.card-head').click({ button: 'right' });
    await page.getByRole('menu').waitFor();
    await look('menu');
    await page.getByRole('menuitem', { name: /Connect an exit/ }).click();
    await page.getByRole('combobox', { name: 'Exit' }).waitFor();
    await look('connect');
    expect(found).toEqual([]);
  });
});
