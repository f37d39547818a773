/** Filters of liquidjs that only look at their input: no files, no chance, no wall clock, no text read as Liquid again. */
export const KEPT_FILTERS = [
  'abs at_least at_most ceil divided_by floor minus modulo plus round times',
  'append escape json lstrip prepend remove remove_first remove_last replace replace_first replace_last rstrip',
  'slice split squish strip strip_newlines truncate truncatewords url_encode',
  'compact concat default first join last reverse size uniq',
].flatMap((names) => names.split(' '));

/** Filters of ours, beside them or in their place. */
export const OWN_FILTERS = [
  'date',
  'digits',
  'money',
  'spoken',
  'upcase',
  'downcase',
  'capitalize',
  'map',
  'where',
  'sort',
  'sum',
] as const;

export type OwnFilter = (typeof OWN_FILTERS)[number];
