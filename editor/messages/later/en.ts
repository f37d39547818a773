import replay from '../areas/replay/en.json';
import simulator from '../areas/simulator/en.json';

/** Texts in English that come with the simulator and with replays. */
export default { ...replay, ...simulator };
