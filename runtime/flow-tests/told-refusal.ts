import type { Refusal, RefusalCode } from '../simulated-world/index.ts';

const REFUSED: { [code in RefusalCode]: (about: string) => string } = {
  nobody: () => 'Nobody has come yet.',
  over: (reason) => `The contact is over (${reason}).`,
  notOffered: (option) => `"${option}" is not offered.`,
  openAlready: () => 'The contact is open already.',
  noFlow: (flow) => `There is no flow "${flow}" to come to.`,
  noKeys: (channel) => `There are no keys to press on ${channel}.`,
  noButtons: (channel) => `There are no buttons on ${channel}.`,
  untimed: () => 'Nothing times the silence here.',
  notAwaited: () => 'Nothing is awaited from outside.',
  endlessAnswers: () => 'What comes back asks for more without end.',
  endlessTimers: () => 'The timers of this flow never come to rest.',
};

/** Why something could not be done in the world of a test, for the command line and the API. */
export const toldRefusal = ({ code, about }: Refusal): string => REFUSED[code](about);
