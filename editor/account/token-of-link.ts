/** The token of the link this page was opened with. */
export const tokenOfLink = (): string => new URLSearchParams(location.search).get('token') ?? '';
