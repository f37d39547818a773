import texts from './fa.json';
import canvas from './areas/canvas/fa.json';
import draft from './areas/draft/fa.json';
import findings from './areas/findings/fa.json';
import inspector from './areas/inspector/fa.json';
import replay from './areas/replay/fa.json';
import simulator from './areas/simulator/fa.json';
import versions from './areas/versions/fa.json';

/** Every interface text in Persian. */
export default {
  ...texts,
  ...canvas,
  ...draft,
  ...findings,
  ...inspector,
  ...replay,
  ...simulator,
  ...versions,
};
