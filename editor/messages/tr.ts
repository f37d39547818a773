import texts from './tr.json';
import canvas from './areas/canvas/tr.json';
import draft from './areas/draft/tr.json';
import findings from './areas/findings/tr.json';
import inspector from './areas/inspector/tr.json';
import replay from './areas/replay/tr.json';
import simulator from './areas/simulator/tr.json';
import versions from './areas/versions/tr.json';

/** Every interface text in Turkish. */
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
