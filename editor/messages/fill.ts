/** Fills in `{name}`s; one without a value stays as it is, so that it shows. */
export const fill = (text: string, values: { [name: string]: string | number } = {}): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
