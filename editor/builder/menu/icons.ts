const icon = (paths: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round">${paths}</svg>`;

/** Icons of what stands in the toolbar, by the id of the act. */
export const ACT_ICONS: { readonly [act: string]: string } = {
  undo: icon('<path d="M7 4 3.5 7.5 7 11"/><path d="M4 7.5h7.5a4.25 4.25 0 0 1 0 8.5H8"/>'),
  redo: icon('<path d="m13 4 3.500 3.500L13 11"/><path d="M16 7.500H8.500a4.250 4.250 0 0 0 0 8.500H12"/>'),
  add: icon('<path d="M10 4v12M4 10h12"/>'),
  'remove-chosen': icon('<path d="M4 6h12M8 6V4h4v2M6 6l.700 10h6.600L14 6"/>'),
  'duplicate-chosen': icon(
    '<rect x="7" y="7" width="9" height="9" rx="2"/><path d="M4 12V6a2 2 0 0 1 2-2h6"/>',
  ),
  'add-frame': icon('<path d="M4 7V4h3M13 4h3v3M16 13v3h-3M7 16H4v-3"/>'),
  'add-note': icon('<path d="M4 4h12v8l-4 4H4z"/><path d="M16 12h-4v4"/>'),
  arrange: icon(
    '<rect x="3" y="8" width="4" height="4" rx="1"/><rect x="13" y="3" width="4" height="4" rx="1"/><rect x="13" y="13" width="4" height="4" rx="1"/><path d="M7 10h3M13 5h-3v10h3"/>',
  ),
  anything: icon('<circle cx="9" cy="9" r="5"/><path d="m13 13 3.500 3.500"/>'),
  keys: icon(
    '<rect x="2.500" y="5" width="15" height="10" rx="2"/><path d="M6 8h.01M9 8h.01M12 8h.01M15 8h.01M6 12h8"/>',
  ),
};
