import texts from './ms.json';
import canvas from './areas/canvas/ms.json';
import draft from './areas/draft/ms.json';
import findings from './areas/findings/ms.json';
import inspector from './areas/inspector/ms.json';
import versions from './areas/versions/ms.json';

/** The interface texts in Malay that a page may need at once. */
export default {
  ...texts,
  ...canvas,
  ...draft,
  ...findings,
  ...inspector,
  ...versions,
};
