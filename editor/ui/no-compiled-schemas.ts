import { config } from 'zod/v4/core';

// Zod compiles schemas with `new Function` where it can; our pages forbid that, and a try would be reported as an attack.
config({ jitless: true });
