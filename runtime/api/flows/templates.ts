import { z } from '@hono/zod-openapi';
import { templates } from '../../templates/templates.ts';
import { json, route, router } from '../route.ts';
import { READ, templateSchema } from './shapes.ts';

/** Flows to begin with. They come with the product and are the same for everybody. */
export const templateRoutes = () =>
  router().openapi(
    route(READ, {
      method: 'get',
      path: '/',
      summary: 'Templates for new flows',
      responses: { 200: json(z.array(templateSchema)) },
    }),
    (c) =>
      c.json(
        templates.map(({ id, words, flow, calendars, picture }) => ({
          id,
          words,
          languages: flow.languages,
          channels: flow.channels,
          calendars: calendars.map((calendar) => calendar.name),
          picture,
        })),
        200,
      ),
  );
