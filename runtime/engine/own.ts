/** A record's own entry: designers may call a node `constructor`, which every object has without owning it. */
export const own = <Entry>(record: { [key: string]: Entry }, key: string): Entry | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;
