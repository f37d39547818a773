import type { ButtonHTMLAttributes } from 'react';

type Look = { main?: boolean; icon?: boolean };

/** Class names of what looks like a button. */
export const buttonClass = ({ main, icon }: Look = {}): string =>
  ['button', main ? 'main' : '', icon ? 'icon' : ''].filter(Boolean).join(' ');

/** A button; `main` is the one a screen is for, `icon` one that needs an `aria-label`. */
export const Button = ({ main, icon, ...rest }: Look & ButtonHTMLAttributes<HTMLButtonElement>) => (
  <button type="button" className={buttonClass({ main: main ?? false, icon: icon ?? false })} {...rest} />
);
