import { api } from '../api.ts';

/** Gives a flow another name: it is part of its draft. */
export async function renameFlow(id: string, name: string): Promise<void> {
  const { revision, draft } = await api.flow(id);
  await api.saveDraft(id, { revision, draft: { ...draft, name } });
}

/** A new flow like another one. */
export const copyFlow = (id: string, name: string) =>
  api.createFlow({ name, copyOf: id, channels: ['chat'] });
