import { nodeTypes } from '../../nodes/index.ts';
import { describeNodeType } from '../api/node-types.ts';
import { defineVerb } from './verb/verb.ts';

export default defineVerb({
  summary: 'list what flows can be drawn with',
  synopsis: '[--json]',
  details: `
One line per node type: its name, its exits and what it does.

  --json   everything, as GET /api/node-types gives it: config as JSON schema, examples, texts`,
  words: [0, 0],
  async run({ json }) {
    const described = nodeTypes
      .map(describeNodeType)
      .toSorted((one, other) => one.type.localeCompare(other.type));
    if (json) {
      process.stdout.write(`${JSON.stringify(described, null, 2)}\n`);
      return 0;
    }
    const width = Math.max(...described.map(({ type }) => type.length));
    for (const { type, summary } of described) process.stdout.write(`${type.padEnd(width)}  ${summary}\n`);
    return 0;
  },
});
