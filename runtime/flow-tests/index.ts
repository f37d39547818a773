/** Tests of flows: transcripts that are kept with a flow and played on the engine in a simulated world. Pure. */
export { coverageOf } from './coverage.ts';
export {
  flowTestJsonSchema,
  type FlowTest,
  flowTestSchema,
  flowTestsSchema,
  type FlowTestStep,
} from './flow-test.ts';
export { notRun, runningTest, runTest, type TestResult, variantsOf } from './run-test.ts';
export { toldFailure, toldTest } from './told.ts';
export { wordingFor } from './walk.ts';
