/** What is wrong with the flow. */
export function Problems() {
  return null;
}
