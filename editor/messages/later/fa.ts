import replay from '../areas/replay/fa.json';
import simulator from '../areas/simulator/fa.json';

/** Texts in Persian that come with the simulator and with replays. */
export default { ...replay, ...simulator };
