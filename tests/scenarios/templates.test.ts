import { describe, expect, test } from 'vitest';
import { registry } from '../../nodes/index.ts';
import { compile, INTERFACE_LANGUAGES } from '../../runtime/engine/index.ts';
import { DEMO_HOSTS, demoServices } from '../../runtime/demo/services.ts';
import { drawnFor, templates } from '../../runtime/templates/templates.ts';
import { journeys } from './templates/journeys.ts';
import { type Journey, reasonsOf, templateOf, visit } from './templates/visit.ts';

test('there is one for each of eight trades', () => {
  expect(templates.map(({ id }) => id)).toEqual([
    'card-loss',
    'clinic',
    'flight-disruption',
    'municipality',
    'outage',
    'parcel',
    'returns',
    'survey',
  ]);
});

describe.each(templates.map((template) => [template.id, template] as const))('%s', (_id, template) => {
  // A text that is missing in one of its languages would be a warning.
  test.each(INTERFACE_LANGUAGES)(
    'compiles without an error or a warning, its nodes named in %s, so every exit is drawn',
    (language) => {
      const surroundings = {
        calendarExists: (id: string) => template.calendars.some((one) => one.id === id),
        hostAllowed: (host: string) => DEMO_HOSTS.some((one) => one.host === host),
      };
      const drawn = drawnFor(template, language);
      expect(compile(drawn, registry, surroundings)).toMatchObject({ ok: true, issues: [] });
      for (const [id, node] of Object.entries(template.flow.nodes)) {
        const name = language === 'en' ? node.name : template.names[language][id];
        expect(drawn.nodes[id]).toEqual({ ...node, name });
      }
      expect(Object.values(template.names.fa).filter((name) => /[A-Za-z]/.test(name))).toEqual([]);
    },
  );

  test('has a place for every node, and none on top of another', () => {
    const places = Object.keys(template.flow.nodes).map((id) => template.flow.layout[id]);
    expect(new Set(places.map((place) => `${place?.x} ${place?.y}`)).size).toBe(places.length);
  });
});

// The clinic has journeys of its own: clinic.test.ts.
describe.each(Object.entries(journeys))('%s', (id, ways) => {
  const ended = new Set<string>();
  const { flow } = templateOf(id);
  const channels = (['voice', 'chat'] as const).filter((channel) => flow.channels.includes(channel));
  const each = channels.flatMap((channel) =>
    Object.entries(ways).map(([name, way]) => [`${name}, by ${channel}`, channel, way] as const),
  );

  test.each(each)('%s', (_name, channel, way) => {
    const journey: Journey = { channel, ended };
    way((more) => visit(id, { ...journey, ...more }));
    expect(ended.size).toBeGreaterThan(0);
  });

  test('every end was met on every channel', () => {
    const wanted = channels.flatMap((channel) => reasonsOf(flow).map((reason) => `${channel} ${reason}`));
    expect(wanted.filter((one) => !ended.has(one))).toEqual([]);
  });
});

test('the stand-ins answer as the services of the demo do', async () => {
  for (const { flow } of templates)
    for (const { type, config } of Object.values(flow.nodes)) {
      if (type !== 'http-request') continue;
      const {
        url,
        method = 'GET',
        body,
        mock,
      } = config as {
        url: string;
        method?: string;
        body?: { value: object };
        mock: { body: object };
      };
      const filled = new URL(url.replace(/\{\{[^}]*\}\}/, '1'));
      const sent = body === undefined ? {} : { body: JSON.stringify({ ...body.value, lastFour: '2041' }) };
      const answer = await demoServices[filled.hostname]!(new Request(filled, { method, ...sent }));
      expect(Object.keys((await answer.json()) as object), url).toEqual(Object.keys(mock.body));
    }
});
