export * from './calendars.ts';
export * from './connections.ts';
export * from './contacts.ts';
export * from './customers.ts';
export * from './flows.ts';
export * from './log.ts';
export * from './meta.ts';
export * from './outbox.ts';
