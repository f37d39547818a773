import { type Doc, Map as SharedMap } from 'yjs';
import { type FlowDefinition, LIMITS } from '../engine/index.ts';
import type { Members } from './shape.ts';
import { sharedReader } from './read-shared.ts';
import { type Part, writeChange } from './write-shared.ts';

/** Name of the one part of the document. */
const ROOT = 'flow';

/** A flow that several people change at once. */
export interface FlowInDoc {
  doc: Doc;
  root: Part;
  /** The flow as it is; what did not change is the very same object. Throws `Unreadable`. */
  read(): FlowDefinition;
  /** Writes what changed between two flows, as one transaction. */
  change(before: FlowDefinition, after: FlowDefinition, origin: unknown): void;
  /** Puts a flow into a document that is empty. */
  fill(flow: FlowDefinition): void;
  isEmpty(): boolean;
  close(): void;
}

/** Keeps a flow in a Yjs document. Whether what others wrote is a flow has to be checked: see `flowChecks`. */
export function flowInDoc(doc: Doc): FlowInDoc {
  const root: Part = doc.getMap(ROOT);
  const reader = sharedReader(root);
  let last: unknown;
  let flow: FlowDefinition | undefined;
  return {
    doc,
    root,
    read() {
      const read = reader.read();
      if (flow === undefined || last !== read) flow = within(read as FlowDefinition);
      last = read;
      return flow;
    },
    change: (before, after, origin) => doc.transact(() => writeChange(root, before, after, 'flow'), origin),
    fill(flow) {
      doc.transact(() => {
        const empty: Members = {};
        writeChange(root, empty, flow, 'flow');
      });
    },
    isEmpty: () => root.size === 0,
    close: () => reader.close(),
  };
}

/** Whether a document holds a flow and nothing beside it, where nobody would see it. */
export const holdsOnlyAFlow = (doc: Doc): boolean =>
  [...doc.share.keys()].every((name) => name === ROOT) && doc.share.get(ROOT) instanceof SharedMap;

/** Two people may each add the last variable there is room for: the document stays one that can be read. */
const within = (flow: FlowDefinition): FlowDefinition =>
  Array.isArray(flow.variables) && flow.variables.length > LIMITS.variablesPerFlow
    ? { ...flow, variables: flow.variables.slice(0, LIMITS.variablesPerFlow) }
    : flow;
