import replay from '../areas/replay/ms.json';
import simulator from '../areas/simulator/ms.json';

/** Texts in Malay that come with the simulator and with replays. */
export default { ...replay, ...simulator };
