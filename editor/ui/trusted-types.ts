/** What browsers that know Trusted Types offer; the others do as before. */
interface Rules {
  createHTML?: (text: string) => string;
  createScriptURL?: (address: string) => string | null;
}
interface TrustedTypes {
  createPolicy(name: string, rules: Rules): { createHTML(text: string): unknown };
}

const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };

// Workers are made from an address as plain text: ours are files of this server, and no others are run.
trustedTypes?.createPolicy('default', {
  createScriptURL: (address) => (new URL(address, location.href).origin === location.origin ? address : null),
});

const icons = trustedTypes?.createPolicy('patchbay-icons', { createHTML: (svg) => svg });

/** Says that an SVG text comes from our own files. The only text that may become markup; never give it anything else. */
// React hands what is trusted to the browser as it is; for its types it is a text.
export const trustIcon = (svg: string): string => (icons ? (icons.createHTML(svg) as string) : svg);
