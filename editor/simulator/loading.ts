import { z } from 'zod';
import { type FlowDefinition, type MachineJson, readFlow, valueSchema } from '../../runtime/engine/index.ts';
import { api, Refused } from '../api.ts';
import type { Loading } from './library.ts';
import type { Caller } from './real-call.ts';

/** Loads what a flow plays with from the server, as it is published. */
export const loading: Loading = {
  calendars: async () => (await api.calendars()).map(({ updatedAt: _updatedAt, ...calendar }) => calendar),
  async version(id, wanted) {
    try {
      const version = wanted ?? (await api.flow(id)).latest;
      if (version === null) return undefined;
      const { definition, machine } = await api.version(id, version);
      const read = readFlow(definition);
      const flow: FlowDefinition | undefined = read.ok ? read.flow : undefined;
      return flow && { flow, machine: machine as unknown as MachineJson, version };
    } catch (error) {
      // The world of the flow has no such flow: that is for the flow to live with, as on the server.
      if (error instanceof Refused && error.code.endsWith('.unknown')) return undefined;
      throw error;
    }
  },
};

/** Has a request made by the server, with the rights of whoever plays. */
export const makeRequest: Caller = async ({ flow, node, effect }) => {
  const { type: _type, id: _id, ...request } = effect;
  const told = await api.makeRequest({ flow, node, request });
  if ('failure' in told) {
    const { message, ...failure } = told.failure;
    return { failure: message === undefined ? failure : { ...failure, message } };
  }
  return { result: z.record(z.string(), valueSchema).parse(told.result) };
};
