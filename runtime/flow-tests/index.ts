/** Tests of flows: transcripts that are kept with a flow and played on the engine in a simulated world. Pure. */
export { type Coverage, coverageOf } from './coverage.ts';
export { flowTestJsonSchema, type FlowTest, flowTestSchema, flowTestsSchema } from './flow-test.ts';
export { runTest, type StepResult, type TestResult, type Variant, variantsOf, type Way } from './run-test.ts';
export { toldFailure, toldTest } from './told.ts';
