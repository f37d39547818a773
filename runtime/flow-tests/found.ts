/** What a test found where there was nothing to compare: in no language, for whoever tells people. */
export interface Found {
  code:
    | 'nothing-said'
    | 'no-wording'
    | 'nothing-offered'
    | 'nowhere'
    | 'no-exit'
    | 'no-language'
    | 'goes-on'
    | 'over';
  /** The node it goes on at, or why it is over; else empty. */
  about: string;
}

const ENGLISH: Record<Found['code'], (about: string) => string> = {
  'nothing-said': () => 'nothing more is said',
  'no-wording': () => 'the test has no wording in this language',
  'nothing-offered': () => 'nothing is offered',
  nowhere: () => 'nowhere',
  'no-exit': () => 'no exit was taken since',
  'no-language': () => 'no language',
  'goes-on': (about) => `it goes on at "${about}"`,
  over: (about) => `the end (${about})`,
};

/** In English, for the command line and for logs. */
export const toldFound = ({ code, about }: Found): string => ENGLISH[code](about);
