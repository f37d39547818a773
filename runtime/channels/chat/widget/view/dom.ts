type Attributes = { [name: string]: string | boolean | undefined };

/** An element with attributes and children; text always becomes a text node, never HTML. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  setAttributes(made, attributes);
  made.append(...children);
  return made;
}

export function setAttributes(of: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) of.removeAttribute(name);
    else if (of.getAttribute(name) !== String(value)) of.setAttribute(name, value === true ? '' : value);
  }
}

/** Sets a text only when it differs: a screen reader speaks up at every change. */
export function setText(of: Element, text: string): void {
  if (of.textContent !== text) of.textContent = text;
}

const SVG = 'http://www.w3.org/2000/svg';

/** A line drawing on a field of 24 by 24. */
export function icon(path: string): SVGElement {
  const drawing = document.createElementNS(SVG, 'svg');
  drawing.setAttribute('viewBox', '0 0 24 24');
  drawing.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(SVG, 'path');
  line.setAttribute('d', path);
  drawing.append(line);
  return drawing;
}

export const ICONS = {
  chat: 'M4.5 18.500V7A2.5 2.5 0 0 1 7 4.500h10A2.5 2.5 0 0 1 19.5 7v7a2.5 2.5 0 0 1-2.5 2.500H9zM8.5 9.2h7M8.5 12.3h4.5',
  close: 'M6.5 6.500l11 11M17.5 6.500l-11 11',
  send: 'M5 12h13.500M13 6.5 18.5 12 13 17.5',
  tick: 'M5.5 12.500l4 4 9-9',
};
