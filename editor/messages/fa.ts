import texts from './fa.json';
import canvas from './areas/canvas/fa.json';
import draft from './areas/draft/fa.json';
import findings from './areas/findings/fa.json';
import inspector from './areas/inspector/fa.json';
import versions from './areas/versions/fa.json';

/** The interface texts in Persian that a page may need at once. */
export default {
  ...texts,
  ...canvas,
  ...draft,
  ...findings,
  ...inspector,
  ...versions,
};
