import en from './en.ts';
import fa from './fa.ts';
import ms from './ms.ts';
import tr from './tr.ts';

/** All languages at once, for tests to compare; the page loads the one it shows. */
export const CATALOGUES = { en, tr, ms, fa };
