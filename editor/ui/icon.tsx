import { trustIcon } from './trusted-types.ts';

/** An icon of our own files, as SVG text; it takes the colour of the text around it and says nothing to a screen reader. */
export const Icon = ({ svg }: { svg: string }) => (
  // oxlint-disable-next-line react/no-danger
  <span className="svg" aria-hidden="true" dangerouslySetInnerHTML={{ __html: trustIcon(svg) }} />
);
