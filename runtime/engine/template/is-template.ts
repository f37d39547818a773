/** Whether a text has anything for Liquid in it. By itself, so that whoever only asks need not load Liquid. */
export const isTemplate = (source: string): boolean => source.includes('{{') || source.includes('{%');
