import { registry } from '../../../nodes/index.ts';
import type { Making } from '../commands/index.ts';

/** Where commands get ids from: the wish itself, then with a number behind it. */
export const making: Making = {
  registry,
  newId(wish, taken) {
    for (let number = 1; ; number += 1) {
      const id = number === 1 ? wish : `${wish}-${number}`;
      if (!taken(id)) return id;
    }
  },
};
