import { z } from 'zod';
import type { AnyNodeType, Example, NodeStates } from '../../../runtime/engine/index.ts';
import { type Subject, subjects } from './subject.ts';

/** A node type with one planted fault, and what the contract must say about it. */
interface Fault {
  fault: string;
  clause: string;
  broken: Subject;
  finding: RegExp;
}

const sound = subjects.find((subject) => subject.type.type === 'message')!;
const greeting = sound.type.examples[0]!;

const withType = (changes: Partial<AnyNodeType>): Subject => ({
  ...sound,
  type: { ...sound.type, ...changes },
});
const withFiles = (files: Subject['files']): Subject => ({ ...sound, files: { ...sound.files, ...files } });
const withStates = (states: NodeStates): Subject => withType({ compile: () => states, examples: [greeting] });
const withExample = (changes: Partial<Example>): Subject =>
  withType({ examples: [{ ...greeting, ...changes }] });

export const FAULTS: Fault[] = [
  {
    fault: 'a folder with another name',
    clause: 'is named like its type',
    broken: { ...sound, folder: 'massage' },
    finding: /massage/,
  },
  {
    fault: 'a missing icon',
    clause: 'has all its files',
    broken: withFiles({ 'icon.svg': '' }),
    finding: /icon\.svg/,
  },
  {
    fault: 'an icon with a colour of its own and a script',
    clause: 'has an icon that takes the colour of the text',
    broken: withFiles({ 'icon.svg': '<svg viewBox="0 0 24 24" fill="none" stroke="red"><script/></svg>' }),
    finding: /currentColor[^]*more than shapes/,
  },
  {
    fault: 'an exit the docs keep silent about',
    clause: 'documents every exit',
    broken: withFiles({ 'docs.md': '# Message\n' }),
    finding: /`undeliverable`/,
  },
  {
    fault: 'a field without a title in one language, and words for a field that is gone',
    clause: 'has words for everything in every language',
    broken: withType({
      words: {
        ...sound.type.words,
        fa: { ...sound.type.words.fa, fields: { gone: { title: 'رفته' } } },
      },
    }),
    finding: /fa: no words for field "text"[^]*fa: words for an unknown field "gone"/,
  },
  {
    fault: 'a finding nobody has words for, and a code that is put together',
    clause: 'has words for every finding in every language',
    broken: withFiles({ 'check.ts': "push({ code: 'message.odd' }, { code: `message.${kind}` })" }),
    finding: /put together[^]*fa: no words for finding "odd"/,
  },
  {
    fault: 'an exit without a name in one language',
    clause: 'has words for everything in every language',
    broken: withType({
      words: { ...sound.type.words, tr: { ...sound.type.words.tr, exits: { done: 'Tamam' } } },
    }),
    finding: /tr: no words for exit "undeliverable"/,
  },
  {
    fault: 'a state with a function in it',
    clause: 'compiles to plain JSON',
    broken: withStates({
      start: {
        entry: [{ type: 'prompt', params: { texts: (() => 'Hello') as never } }],
        always: [{ exit: 'done' }],
      },
    }),
    finding: /not plain JSON/,
  },
  {
    fault: 'an exit nothing leads to, and one nobody declared',
    clause: 'reaches every exit and no other',
    broken: withStates({ start: { always: [{ exit: 'finished' }] } }),
    finding: /no way leads to the exit "done"[^]*"finished" is not declared/,
  },
  {
    fault: 'a wait without a timer',
    clause: 'never leaves a contact stuck',
    broken: withStates({ start: { on: { 'input.received': [{ exit: 'done' }] } } }),
    finding: /waits without a timer/,
  },
  {
    fault: 'ways that all have a guard',
    clause: 'never leaves a contact stuck',
    broken: withStates({
      start: {
        always: [
          { exit: 'done', guard: { type: 'countBelow', params: { counter: 'c', limit: { value: 0 } } } },
        ],
      },
    }),
    finding: /no way when no guard holds/,
  },
  {
    fault: 'an example of another schema',
    clause: 'has examples that parse',
    broken: withExample({ config: { words: 'Hello' } }),
    finding: /A greeting/,
  },
  {
    fault: 'a text without words in the first language',
    clause: 'compiles on every declared channel',
    broken: withExample({ config: { text: { tr: 'Merhaba' } } }),
    finding: /\(voice\)[^]*text\.missing/,
  },
  {
    fault: 'an example that tells another story',
    clause: 'plays its examples',
    broken: withExample({ transcript: [{ hears: 'Good night.' }, { takes: 'done' }] }),
    finding: /Good night[^]*The transcript so far:[^]*Welcome/,
  },
  {
    fault: 'a question that silence never ends',
    clause: 'comes to an end in silence on every declared channel',
    broken: withStates({
      start: {
        entry: [{ type: 'startTimer', params: { seconds: { value: 5 } } }],
        on: { 'timer.fired': [{ to: 'start' }], 'input.received': [{ exit: 'done' }] },
      },
    }),
    finding: /\(email\): The contact has not ended/,
  },
  {
    fault: 'an exit no example takes',
    clause: 'shows every exit',
    broken: withType({ examples: sound.type.examples.slice(0, 2) }),
    finding: /"undeliverable"/,
  },
  {
    fault: 'a schema that swallows unknown fields',
    clause: 'refuses unknown fields by name',
    broken: withType({ config: z.looseObject({ text: z.unknown() }) as never, examples: [greeting] }),
    finding: /not refused/,
  },
  {
    fault: 'a version that cannot be read any more',
    clause: 'shows every migration',
    broken: withType({ version: 2 }),
    finding: /version 1 cannot be read[^]*no example is written by version 1/,
  },
];
