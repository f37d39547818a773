import { type AnchorHTMLAttributes, type MouseEvent, useSyncExternalStore } from 'react';

const MOVED = 'patchbay:moved';

/** Goes to an address of this app without loading the page anew. */
export function go(to: string): void {
  history.pushState(null, '', to);
  dispatchEvent(new Event(MOVED));
  scrollTo(0, 0);
}

const subscribe = (changed: () => void): (() => void) => {
  for (const name of [MOVED, 'popstate']) addEventListener(name, changed);
  return () => {
    for (const name of [MOVED, 'popstate']) removeEventListener(name, changed);
  };
};

/** Where the app is: changes when somebody goes elsewhere. */
export const usePath = (): string => useSyncExternalStore(subscribe, () => location.pathname);

/** A link inside the app; with a modifier key it is an ordinary one. */
export function Link({
  href,
  children,
  ...rest
}: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(href);
  };
  return (
    <a href={href} onClick={follow} {...rest}>
      {children}
    </a>
  );
}
