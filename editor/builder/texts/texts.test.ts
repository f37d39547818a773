import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { registry } from '../../../nodes/index.ts';
import clinic from '../../../runtime/demo/clinic.flow.json';
import { type FlowDefinition, graphOf, readFlow } from '../../../runtime/engine/index.ts';
import { connectExit } from '../commands/connect-exit.ts';
import { writeTexts } from '../commands/write-texts.ts';
import { making } from '../draft/open-draft.ts';
import { fromCsv, toCsv } from './csv.ts';
import { textsOf } from './flow-texts.ts';
import { hashOf } from './graph.ts';
import { csvOf, taken, translationsIn } from './trade.ts';
import { fromXliff, toXliff } from './xliff.ts';

const read = readFlow(clinic);
if (!read.ok) throw new Error('The demo cannot be read.');
const { flow } = read;
const rows = textsOf(flow, registry, 'en');

/** Every text in every language in other words. */
const reworded = () =>
  rows.flatMap(({ path, channel, words }) =>
    Object.entries(words).map(([language, text]) => ({
      path,
      language,
      text: `${text} “&<tag>”`,
      ...(channel === undefined ? {} : { channel }),
    })),
  );

function after(texts: ReturnType<typeof reworded>): FlowDefinition {
  const edit = writeTexts.edit(flow, { texts }, making);
  if ('refused' in edit) throw new Error(edit.refused);
  return edit.flow;
}

test('writing every text anew leaves the graph as it was: the same machine, the same hash', async () => {
  const changed = after(reworded());
  expect(changed).not.toEqual(flow);
  const [before, now] = [graphOf(flow, registry)!, graphOf(changed, registry)!];
  expect(now).toBe(before);
  expect(await hashOf(now)).toBe(await hashOf(before));
});

test('a changed drawing is another graph', () => {
  const [id, node] = Object.entries(flow.nodes).find(([, { exits }]) => Object.keys(exits).length > 1)!;
  const [exit, target] = Object.entries(node.exits)[0]!;
  const other = Object.values(node.exits).find((one) => one !== target)!;
  const edit = connectExit.edit(flow, { node: id, exit, target: other }, making);
  expect('flow' in edit && graphOf(edit.flow, registry)).not.toBe(graphOf(flow, registry));
});

describe.each([
  [
    'CSV',
    (source: FlowDefinition) => translationsIn(csvOf(textsOf(source, registry, 'en'), source.languages)),
  ],
  [
    'XLIFF',
    (source: FlowDefinition) =>
      source.languages.flatMap((language) =>
        fromXliff(toXliff(source, textsOf(source, registry, 'en'), source.languages[0]!, language)),
      ),
  ],
])('as %s', (_format, through) => {
  test('texts come back as they went', () => {
    expect(taken(through(flow), rows, flow)).toEqual({ texts: [], unknown: 0 });
  });

  test('other words are taken in, all at once', () => {
    const wanted = after(reworded());
    const { texts } = taken(through(wanted), rows, flow);
    const edit = writeTexts.edit(flow, { texts }, making);
    const now = 'flow' in edit ? edit.flow : flow;
    const first = flow.languages[0]!;
    const withSource = textsOf(wanted, registry, 'en').filter(({ words }) => words[first] !== undefined);
    const got = new Map(textsOf(now, registry, 'en').map(({ id, words }) => [id, words]));
    expect(withSource.map(({ id }) => got.get(id))).toEqual(withSource.map(({ words }) => words));
  });
});

test('what is about nothing that is there is counted, and changes nothing', () => {
  const lost = [{ id: 'nodes/gone/config/text', language: 'en', text: 'x' }];
  expect(taken(lost, rows, flow)).toEqual({ texts: [], unknown: 1 });
});

const HEAD = '<?xml version="1.0"?>';
const NS = 'xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en"';
const unit = (target: string) =>
  `<file id="f"><unit id="t1" name="a"><segment><source>A</source><target>${target}</target></segment></unit></file>`;

test.each([
  [
    'an entity',
    `${HEAD}<!DOCTYPE x [<!ENTITY a "aaaa">]><xliff ${NS} trgLang="tr">${unit('&a;')}</xliff>`,
    'declares',
  ],
  [
    'a file of the server',
    `${HEAD}<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xliff/>`,
    'declares',
  ],
  ['no XML', `${HEAD}<xliff ${NS} trgLang="tr"><file>`, 'broken'],
  ['another format', `${HEAD}<xliff version="1.2"><file/></xliff>`, 'other'],
  ['no target language', `${HEAD}<xliff ${NS}>${unit('B')}</xliff>`, 'target'],
  ['tags inside', `${HEAD}<xliff ${NS} trgLang="tr">${unit('<b>B</b>')}</xliff>`, 'inline'],
])('XLIFF with %s is refused', (_what, file, fault) => {
  expect(() => fromXliff(file)).toThrow(expect.objectContaining({ fault }));
});

test('any table comes back as it went', () => {
  const row = fc.tuple(fc.string({ minLength: 1 }), fc.string(), fc.string());
  fc.assert(
    fc.property(fc.array(row, { minLength: 1 }), (table) => {
      const kept = [
        ['id', 'en', 'tr'],
        ...table.map((one) => one.map((text) => text.replaceAll('\0', ''))),
      ].filter((one) => one.some((text) => text !== ''));
      expect(fromCsv(toCsv(kept))).toEqual(kept);
    }),
  );
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1+1', '\r=1+1', "'=1+1", '=HYPERLINK("http://x","y"),1'])(
  'a text %j is no formula for a spreadsheet, and comes back as it was',
  (text) => {
    const table = csvOf(
      [{ ...rows[0]!, title: text, field: text, words: { en: text, tr: text } }],
      ['en', 'tr'],
    );
    // By other eyes than those of the reader that takes the mark off again: every cell, whether or not it is quoted.
    const cells = table.split(/\r\n(?=\S)/)[1]!.match(/(?<=^|,)(?:"(?:[^"]|"")*"|[^,"]*)(?=,|\r\n$)/g)!;
    expect(cells).toHaveLength(6);
    const first = (cell: string) => cell.replace(/^"/, '')[0] ?? '';
    expect(cells.map(first).filter((letter) => '=+-@\t\r'.includes(letter) && letter !== '')).toEqual([]);
    expect(cells.map(first).filter((letter) => letter === "'")).toHaveLength(4);
    expect(translationsIn(table).map((one) => one.text)).toEqual([text, text]);
  },
);

test('semicolons are read too', () => {
  expect(fromCsv('id;en\r\na;"b;c"\r\n')).toEqual([
    ['id', 'en'],
    ['a', 'b;c'],
  ]);
});
