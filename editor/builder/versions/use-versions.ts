import { api, type Flow, type VersionHead } from '../../api.ts';
import { useLoaded } from '../../ui/use-loaded.ts';

/** The versions of a flow, newest first, and how to load them anew. What came with the flow is known at once. */
export function useVersions({ id, versions }: Flow): [readonly VersionHead[], () => void] {
  const [loaded, again] = useLoaded(() => api.versions(id), id);
  return [loaded && 'value' in loaded ? loaded.value : versions, again];
}
