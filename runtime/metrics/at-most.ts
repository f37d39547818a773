/** The first so many words as they are, all further ones as `other`: a label must not have ever more values. */
export function atMost(most: number): (word: string) => string {
  const known = new Set<string>();
  return (word) => {
    if (known.has(word)) return word;
    if (known.size >= most) return 'other';
    known.add(word);
    return word;
  };
}
