import { Lobby } from './account/lobby.tsx';
import { Home } from './home/index.tsx';
import { seesFlows, useMe } from './me.tsx';

/** The first page: flows, for those who may see them. */
export default function Front() {
  return seesFlows(useMe().me.role) ? <Home /> : <Lobby />;
}
