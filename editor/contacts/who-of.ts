import type { ContactSummary } from '../api.ts';
import type { Messages } from '../messages/index.tsx';

/** How a customer is called: by name, else by an address; and what tells them apart from others of that name. */
export function whoOf(
  { name, addresses }: Pick<ContactSummary['customer'], 'name' | 'addresses'>,
  t: Messages['t'],
): { title: string; more?: string } {
  const [first] = addresses;
  if (name !== null) return { title: name, ...(first ? { more: first.address } : {}) };
  return { title: first?.address ?? t('contacts.unknown') };
}
