import { api } from '../../api.ts';
import { useMe } from '../../me.tsx';
import { useLoaded } from '../../ui/use-loaded.ts';

/** Somebody who can be mentioned. */
export interface Colleague {
  id: string;
  name: string;
}

const NOBODY: readonly Colleague[] = [];

/** Members of the organisation, by name; whoever may not list them sees oneself only. */
export function useColleagues(): readonly Colleague[] {
  const { me } = useMe();
  const [loaded] = useLoaded(async () => {
    if (me.role !== 'admin') return [{ id: me.id, name: me.name }];
    return (await api.members()).map(({ id, name }) => ({ id, name }));
  }, 'colleagues');
  return loaded && 'value' in loaded ? loaded.value : NOBODY;
}
