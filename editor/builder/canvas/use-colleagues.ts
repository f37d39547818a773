import { api, type Me } from '../../api.ts';
import { editsFlows, useMe } from '../../me.tsx';
import { useLoaded } from '../../ui/use-loaded.ts';

/** Somebody who can be mentioned. */
export interface Colleague {
  id: string;
  name: string;
}

const NOBODY: readonly Colleague[] = [];
/** Asked for once per person, however many notes there are. */
const asked = new Map<string, Promise<readonly Colleague[]>>();

/** Members of the organisation, by name; whoever may not write notes sees oneself only. */
export function useColleagues(): readonly Colleague[] {
  const { me } = useMe();
  const [loaded] = useLoaded(() => colleaguesOf(me), me.id);
  return loaded && 'value' in loaded ? loaded.value : NOBODY;
}

function colleaguesOf({ id, name, role }: Me): Promise<readonly Colleague[]> {
  if (!editsFlows(role)) return Promise.resolve([{ id, name }]);
  const known = asked.get(id) ?? api.memberNames();
  asked.set(id, known);
  known.catch(() => asked.delete(id));
  return known;
}
