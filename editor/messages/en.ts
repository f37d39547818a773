import texts from './en.json';
import canvas from './areas/canvas/en.json';
import draft from './areas/draft/en.json';
import findings from './areas/findings/en.json';
import inspector from './areas/inspector/en.json';
import versions from './areas/versions/en.json';

/** The interface texts in English that a page may need at once. */
export default {
  ...texts,
  ...canvas,
  ...draft,
  ...findings,
  ...inspector,
  ...versions,
};
