/** Stands where a sensitive value is, in everything that is stored or shown. */
export const MASKED = '«masked»';
