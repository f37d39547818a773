import { type FlowTest, flowTestSchema, type TestResult } from '../../../runtime/flow-tests/index.ts';
import { useState } from 'react';
import { api } from '../../api.ts';
import { useMessages } from '../../messages/index.tsx';
import { refusalText } from '../../sending.ts';
import { useLoaded } from '../../ui/use-loaded.ts';
import type { Simulation } from '../simulation.ts';

/** The tests that are kept with a flow, and how their last runs went. */
export interface Tests {
  /** Undefined until they are loaded. */
  tests: readonly FlowTest[] | undefined;
  results: readonly TestResult[];
  isRunning: boolean;
  /** What went wrong, in the language of the interface where it has words for it. */
  refused: string | undefined;
  run: (wanted: readonly FlowTest[], channel: string, language: string) => Promise<void>;
  save: (test: FlowTest) => Promise<boolean>;
  remove: (id: string) => Promise<void>;
}

export function useTests(flow: string, simulation: Simulation): Tests {
  const messages = useMessages();
  const [loaded, again] = useLoaded(
    async () => (await api.tests(flow)).map((one) => flowTestSchema.parse(one)),
    flow,
  );
  /** Saved over a list that does not have it yet: whoever runs it at once means the new one. */
  const [saved, setSaved] = useState<{ over: unknown; test: FlowTest }>();
  const listed = loaded && 'value' in loaded ? loaded.value : undefined;
  const [results, setResults] = useState<readonly TestResult[]>([]);
  const [isRunning, setRunning] = useState(false);
  const [refused, setRefused] = useState<string>();
  const tried = async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      setRefused(undefined);
      await work();
      return true;
    } catch (error) {
      setRefused(refusalText(error, messages));
      return false;
    }
  };
  return {
    tests: listed && saved && saved.over === loaded ? withTest(listed, saved.test) : listed,
    results,
    isRunning,
    refused: loaded && 'error' in loaded ? refusalText(loaded.error, messages) : refused,
    async run(wanted, channel, language) {
      setRunning(true);
      await tried(async () => {
        const ran = await simulation.test(wanted, {
          ...(channel === '' ? {} : { channels: [channel] }),
          ...(language === '' ? {} : { languages: [language] }),
        });
        const ids = new Set(wanted.map(({ id }) => id));
        setResults((before) => [...before.filter(({ test }) => !ids.has(test)), ...ran]);
      });
      setRunning(false);
    },
    save: (test) =>
      tried(async () => {
        await api.saveTest(flow, test);
        setSaved({ over: loaded, test });
        setResults((before) => before.filter((one) => one.test !== test.id));
        again();
      }),
    async remove(id) {
      await tried(async () => {
        await api.removeTest(flow, id);
        setResults((before) => before.filter(({ test }) => test !== id));
        again();
      });
    },
  };
}

const withTest = (tests: readonly FlowTest[], saved: FlowTest): FlowTest[] =>
  tests.some(({ id }) => id === saved.id)
    ? tests.map((test) => (test.id === saved.id ? saved : test))
    : [...tests, saved];
