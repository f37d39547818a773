/** A world for a contact without anybody in it: what previews and tests of flows run in. Pure, and plain JSON. */
export { type Act, act } from './act.ts';
export { possibleIn } from './possible.ts';
export { type Refusal, type RefusalCode } from './refusal.ts';
export { settingSchema } from './setting.ts';
export { newWorld, type SimulatedWorld, type Source, type Turn } from './simulated-world.ts';
export { recur } from './recur.ts';
export type { Parting, Recorded, Recurrence } from './recorded.ts';
