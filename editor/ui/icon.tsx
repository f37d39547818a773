import { useMemo } from 'react';
import { trustIcon } from './trusted-types.ts';

/** An icon of our own files, as SVG text; it takes the colour of the text around it and says nothing to a screen reader. */
export function Icon({ svg }: { svg: string }) {
  // The very same while the text is: else each render would put the picture in anew, also below a pointer that is down.
  const trusted = useMemo(() => ({ __html: trustIcon(svg) }), [svg]);
  // oxlint-disable-next-line react/no-danger
  return <span className="svg" aria-hidden="true" dangerouslySetInnerHTML={trusted} />;
}
