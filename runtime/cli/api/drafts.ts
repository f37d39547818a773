import { registry } from '../../../nodes/index.ts';
import { compile, flowSchema as documentSchema, type Issue } from '../../engine/index.ts';
import { fingerprintOf } from '../../flows/in-order.ts';
import { type Api, refusalOf } from './api.ts';
import type { StoredFlow } from './api-shapes.ts';
import { findings } from '../verb/findings.ts';
import { readFlowFile } from '../verb/flow-file.ts';
import { storedFlow } from './stored-flows.ts';
import { Refusal } from '../verb/verb.ts';

type Document = { [member: string]: unknown };

/** A flow file that was read, and what compiling it on its own found. */
export interface FlowInFile {
  file: string;
  folder: string;
  id: string;
  document: Document;
  ok: boolean;
  issues: Issue[];
}

/** Reads a flow file. Throws `Refusal`. */
export function flowInFile({ file, folder }: { file: string; folder: string }): FlowInFile {
  const document = readFlowFile(file);
  const { ok, issues } = compile(document, registry);
  const id = documentSchema.shape.id.safeParse((document as Document | null)?.['id']);
  if (!id.success)
    throw new Refusal(
      'flow.invalid',
      `${file}: id: ${id.error.issues[0]?.message ?? 'it has none'} (flow.schema)`,
      {
        issues,
      },
    );
  return { file, folder, id: id.data, document: document as Document, ok, issues };
}

/** Refuses files that do not compile: each fault with file, node and field. */
export function refuseBroken(flows: readonly FlowInFile[]): void {
  const broken = flows.filter(({ ok }) => !ok);
  if (broken.length === 0) return;
  const lines = broken.flatMap(({ file, issues }) =>
    findings(
      file,
      issues.filter(({ severity }) => severity === 'error'),
    ),
  );
  throw new Refusal('flow.invalid', `${lines.join('\n')}\nNothing was taken in.`, {
    files: broken.map(({ file, issues }) => ({ file, issues })),
  });
}

/** What taking in a file would do to the draft that is there. */
export type Intake = { flow: FlowInFile; there: StoredFlow | undefined } & (
  | { does: 'creates' | 'replaces' | 'nothing' }
  /** Somebody saved since the file was written, and the file says something else. */
  | { does: 'stale' }
);

/** Compares a file with the draft that is there. `base` is the fingerprint of the draft the file was made of. */
export async function intakeOf(api: Api, flow: FlowInFile, base: string | undefined): Promise<Intake> {
  const there = await storedFlow(api, flow.id);
  if (!there) return { flow, there, does: 'creates' };
  const present = fingerprintOf(there.draft);
  if (present === fingerprintOf(flow.document)) return { flow, there, does: 'nothing' };
  return { flow, there, does: present === base ? 'replaces' : 'stale' };
}

/** Makes a file the draft of its flow. Refused by the API when somebody saves at this very moment. */
export async function takeIn(api: Api, { flow: { id, document }, there }: Intake): Promise<void> {
  const answer = there
    ? await api.ask('PUT', `/flows/${id}/draft`, { revision: there.revision, draft: document })
    : await api.ask('POST', '/flows/import', { document });
  if (answer.status !== 200 && answer.status !== 201) throw refusalOf(api.url, answer);
}
