import replay from '../areas/replay/tr.json';
import simulator from '../areas/simulator/tr.json';

/** Texts in Turkish that come with the simulator and with replays. */
export default { ...replay, ...simulator };
