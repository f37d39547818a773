import { existsSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { type FlowTest, flowTestSchema, flowTestsSchema } from '../../flow-tests/index.ts';
import { type Api, refusalOf } from '../api/api.ts';
import { readFlowFile } from '../verb/flow-file.ts';
import { testsFile, writeThing } from './flow-folder.ts';
import { Refusal } from '../verb/verb.ts';

/** Writes the tests of a flow beside its file; gives the file, or nothing when the flow has none. */
export async function exportTests(api: Api, flow: string, file: string): Promise<string[]> {
  const tests = await api.read(z.array(flowTestSchema), `/flows/${encodeURIComponent(flow)}/tests`);
  const target = testsFile(file);
  if (tests.length === 0) {
    rmSync(target, { force: true });
    return [];
  }
  writeThing(target, tests);
  return [target];
}

/** The tests beside a flow file; undefined when there is no such file. Throws `Refusal` with file and field. */
export function testsBeside(file: string): FlowTest[] | undefined {
  const beside = testsFile(file);
  if (beside === file || !existsSync(beside)) return undefined;
  const given = readFlowFile(beside);
  const read = flowTestsSchema.safeParse(given);
  if (read.success) return read.data;
  const lines = read.error.issues.map(({ path, message }) => `${beside}: ${path.join('.')}: ${message}`);
  throw new Refusal('flow-test.invalid', lines.join('\n'), { file: beside });
}

/** Makes these the tests of a flow. */
export async function importTests(
  api: Api,
  flow: string,
  tests: readonly FlowTest[] | undefined,
): Promise<void> {
  if (!tests) return;
  const answer = await api.ask('PUT', `/flows/${encodeURIComponent(flow)}/tests`, { tests });
  if (answer.status !== 200) throw refusalOf(api.url, answer);
}
