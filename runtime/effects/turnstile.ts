/** Lets at most so many through at once per name; the others wait in order. */
export interface Turnstile {
  through<Result>(name: string, work: () => Promise<Result>): Promise<Result>;
}

export function turnstile(most: number): Turnstile {
  const inside = new Map<string, { count: number; waiting: (() => void)[] }>();
  return {
    async through(name, work) {
      let gate = inside.get(name);
      if (!gate) inside.set(name, (gate = { count: 0, waiting: [] }));
      const { waiting } = gate;
      if (gate.count >= most) await new Promise<void>((resolve) => void waiting.push(resolve));
      else gate.count += 1;
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        // The place is handed on, so that nobody slips in between.
        if (next) next();
        else gate.count -= 1;
        if (gate.count === 0) inside.delete(name);
      }
    },
  };
}
