/**
 * Every limit of the engine in one place. Hitting one is a readable failure, never a hang.
 * `compile` warns from `WARN_AT` of each design-time limit on, so nobody meets a limit in production first.
 */
export const LIMITS = {
  /** Nodes one event may walk through before the contact is taken off the flow: `loopRounds` of a loop of nine nodes. */
  nodesPerStep: 1_000,
  /** XState microsteps per event; a second net below `nodesPerStep`. */
  microstepsPerStep: 4_000,
  /** Events one contact may take in its life. */
  eventsPerContact: 2_000,
  /** Sub-flows inside sub-flows. */
  subFlowDepth: 10,
  /** Inputs kept for a node that does not listen yet. */
  inputsKept: 10,
  /** Nodes in one flow. */
  nodesPerFlow: 2_000,
  /** Variables in one flow. */
  variablesPerFlow: 200,
  /** Options of one menu. */
  optionsPerMenu: 20,
  /** Rules of one condition. */
  rulesPerCondition: 50,
  /** Characters a template may produce. */
  templateOutput: 10_000,
  /** Characters a template may have. */
  templateSource: 10_000,
  /** Milliseconds a template may take. */
  templateMs: 500,
  /** Characters of one customer input; longer ones are cut. */
  inputText: 10_000,
  /** Bytes of one variable's value as JSON. */
  variableBytes: 10_000,
  /** Bytes of what a request sends along, and of an answer that becomes a value. */
  requestBytes: 64 * 1024,
  /** Rounds of one loop node. */
  loopRounds: 100,
  /** Longest wait, in days. */
  waitDays: 30,
} as const;

/** Share of a limit from which the designer is warned. */
export const WARN_AT = 0.8;
