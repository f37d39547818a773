import texts from './ms.json';
import canvas from './areas/canvas/ms.json';
import draft from './areas/draft/ms.json';
import findings from './areas/findings/ms.json';
import inspector from './areas/inspector/ms.json';
import replay from './areas/replay/ms.json';
import simulator from './areas/simulator/ms.json';
import versions from './areas/versions/ms.json';

/** Every interface text in Malay. */
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
