import { z } from 'zod';
import { languageTagSchema } from '../../engine/index.ts';

/** Which carrier speaks: the documents are nearly the same, the proof of origin is not. */
export const DIALECTS = ['twilio', 'telnyx', 'signalwire'] as const;
export type Dialect = (typeof DIALECTS)[number];

/** Settings of one phone number at a carrier that works with TwiML, TeXML or cXML. */
export const configSchema = z
  .strictObject({
    dialect: z.enum(DIALECTS).default('twilio').meta({ title: 'Carrier' }),
    voices: z
      .record(
        languageTagSchema,
        z.string().regex(/^[\w.:-]{1,120}$/, "the carrier's name of a voice, such as Polly.Filiz"),
      )
      .optional()
      .meta({ title: 'Voices', help: 'By language; without one the carrier chooses.' }),
    speechModel: z
      .string()
      .regex(/^[\w-]{1,60}$/)
      .optional()
      .meta({ title: 'Speech model', help: "The carrier's name of a model for speech recognition." }),
    publicUrl: z
      .url({ protocol: /^https?$/ })
      .optional()
      .meta({
        title: 'Public address',
        help: 'Where the carrier reaches this server, if not where others do.',
      }),
  })
  .refine(({ dialect, speechModel }) => dialect !== 'telnyx' || speechModel === undefined, {
    path: ['speechModel'],
    message: 'Telnyx takes no speech model in a document: leave it out.',
  });

export type Config = z.infer<typeof configSchema>;
