import texts from './tr.json';
import canvas from './areas/canvas/tr.json';
import draft from './areas/draft/tr.json';
import findings from './areas/findings/tr.json';
import inspector from './areas/inspector/tr.json';
import versions from './areas/versions/tr.json';

/** The interface texts in Turkish that a page may need at once. */
export default {
  ...texts,
  ...canvas,
  ...draft,
  ...findings,
  ...inspector,
  ...versions,
};
