import { describe, expect, test } from 'vitest';
import { nodeTypes } from '../../nodes/index.ts';
import { EXAMPLES } from './node-type/examples.ts';
import { FOLDER } from './node-type/folder.ts';
import { FAULTS } from './node-type/faults.ts';
import { STATES } from './node-type/states.ts';
import { subjects } from './node-type/subject.ts';

const CLAUSES = { ...FOLDER, ...STATES, ...EXAMPLES };

test('every folder is in the registry', () => {
  expect(nodeTypes.map((type) => type.type).toSorted()).toEqual(
    subjects.map((subject) => subject.type.type).toSorted(),
  );
});

describe.each(subjects.map((subject) => [subject.folder, subject] as const))('%s', (_folder, subject) => {
  test.each(Object.entries(CLAUSES))('%s', (_name, findings) => {
    expect(findings(subject).join('\n')).toBe('');
  });
});

describe('the contract notices', () => {
  test.each(FAULTS.map((planted) => [planted.fault, planted] as const))('%s', (_fault, planted) => {
    const { broken, clause, finding } = planted;
    expect(CLAUSES[clause]?.(broken).join('\n')).toMatch(finding);
  });

  test('a fault of every kind is planted', () => {
    const planted = FAULTS.map(({ clause }) => clause);
    expect(Object.keys(CLAUSES).filter((clause) => !planted.includes(clause))).toEqual([]);
  });
});
