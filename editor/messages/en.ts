import texts from './en.json';
import canvas from './areas/canvas/en.json';
import draft from './areas/draft/en.json';
import findings from './areas/findings/en.json';
import inspector from './areas/inspector/en.json';
import replay from './areas/replay/en.json';
import simulator from './areas/simulator/en.json';
import versions from './areas/versions/en.json';

/** Every interface text in English. */
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
