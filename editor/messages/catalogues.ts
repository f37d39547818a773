import en from './en.ts';
import fa from './fa.ts';
import laterEn from './later/en.ts';
import laterFa from './later/fa.ts';
import laterMs from './later/ms.ts';
import laterTr from './later/tr.ts';
import ms from './ms.ts';
import tr from './tr.ts';

/** All texts in all languages at once, for tests to compare; the page loads what it shows. */
export const CATALOGUES = {
  en: { ...en, ...laterEn },
  tr: { ...tr, ...laterTr },
  ms: { ...ms, ...laterMs },
  fa: { ...fa, ...laterFa },
};
