import { done } from '../../kit/people.ts';
import { flowOf, node } from '../../kit/flow-builder.ts';
import type { Target } from './target.ts';
import { WORDS } from './xss-conversations.ts';

/** As tags: they may have forty characters, and a flow twenty of them. */
export const TAGS = [...new Set(WORDS.map((word) => word.slice(0, 40).trim()))];
/** As names of folders, which no slash is part of: three, one in the other, for each flow with tags. */
export const FOLDERS = [...new Set(WORDS.map((word) => word.replaceAll('/', '|').slice(0, 60).trim()))].slice(
  0,
  3 * Math.ceil(TAGS.length / 20),
);
/** As names of tests, which may be as many as this. */
export const TESTS = WORDS.slice(0, 100);

/** Payloads together in texts of at most this length. */
function packed(length: number): string[] {
  const texts: string[] = [];
  for (const word of WORDS) {
    const longer = texts.length === 0 ? word : `${texts.at(-1)} ${word}`;
    if (texts.length > 0 && longer.length <= length) texts[texts.length - 1] = longer;
    else texts.push(word.slice(0, length));
  }
  return texts;
}
export const FRAMES = packed(200);
export const NOTES = packed(1_000);
/** What fits into two versions. */
export const VERSION_NAMES = packed(100).slice(0, 2);
export const VERSION_NOTES = packed(500).slice(0, 2);

const at = (index: number) => ({ x: (index % 10) * 320, y: Math.floor(index / 10) * 240 });
const boxed = <Box>(texts: readonly string[], kind: string, box: (text: string) => Box) =>
  Object.fromEntries(
    texts.map((text, index) => [
      `${kind}${index}`,
      { ...at(index + (kind === 'note' ? FRAMES.length : 0)), width: 300, height: 200, ...box(text) },
    ]),
  );

/** A draft that is drawn over with payloads, has them as tests, asks a calendar, and stands among others tagged with them. */
export async function hostileDrafts({ admin }: Target): Promise<void> {
  const send = async (method: 'POST' | 'PUT' | 'PATCH', path: string, body: object) =>
    done(admin.send(method, `/api${path}`, body));
  const drawn = flowOf(
    {
      when: node(
        'hours',
        { calendar: 'clinic-hours' },
        { open: 'over', closed: 'over', holiday: 'over', emergency: 'over' },
      ),
      over: node('end'),
    },
    {
      id: 'annotated',
      name: 'Annotated',
      channels: ['chat'],
      layout: { when: { x: -400, y: 0 }, over: { x: -400, y: 300 } },
      annotations: {
        frames: boxed(FRAMES, 'frame', (title) => ({ title })),
        notes: boxed(NOTES, 'note', (text) => ({ text })),
      },
    },
  );
  await send('POST', '/flows/import', { document: drawn });
  const tests = TESTS.map((name, index) => ({
    id: `t${index}`,
    name,
    channels: ['chat'],
    languages: ['en'],
    steps: [],
  }));
  await send('PUT', '/flows/annotated/tests', { tests });
  for (let index = 0; index * 20 < TAGS.length; index += 1) {
    const id = `tagged${index}`;
    await send('POST', '/flows/import', { document: { ...drawn, annotations: undefined, id, name: id } });
    await send('PUT', `/flows/${id}/tags`, { tags: TAGS.slice(index * 20, index * 20 + 20) });
    const folder = FOLDERS.slice(index * 3, index * 3 + 3).join('/');
    if (folder !== '') await send('PUT', `/flows/${id}/folder`, { folder });
  }
  const plain = flowOf({ over: node('end') }, { id: 'versioned', name: 'Versioned', channels: ['chat'] });
  for (const [index, note] of VERSION_NOTES.entries()) {
    const flow = { ...plain, description: String(index) };
    await send('POST', `/flows/publish?note=${encodeURIComponent(note)}`, flow);
    await send('PATCH', `/flows/versioned/versions/${index + 1}`, { name: VERSION_NAMES[index]! });
  }
}
