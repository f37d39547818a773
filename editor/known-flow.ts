import { api, type Flow } from './api.ts';

let asked: { id: string; answer: Promise<Flow> } | undefined;

/** Asks for a flow while the screen that shows it is still being loaded. */
export function askForFlow(id: string): void {
  const answer = api.flow(id);
  // Nobody may come for it; whoever does is told by `knownFlow`.
  answer.catch(() => undefined);
  asked = { id, answer };
}

/** A flow as the server has it: what was asked for ahead, once, or asked for now. Throws what the server refused it with. */
export function knownFlow(id: string): Promise<Flow> {
  const ahead = asked?.id === id ? asked.answer : undefined;
  asked = undefined;
  // What was refused before somebody signed in may be given now.
  return ahead?.catch(() => api.flow(id)) ?? api.flow(id);
}
