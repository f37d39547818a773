/** A flow as a document that several people change at once: what the browser and the server share of it. */
export { flowChecks } from './flow-checks.ts';
export { type FlowInDoc, flowInDoc, holdsOnlyAFlow } from './flow-in-doc.ts';
export * from './frames.ts';
export { same } from './shape.ts';
