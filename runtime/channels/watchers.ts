/** Who wants to know of a contact's next entries. */
export interface Watchers<Entry> {
  watch(contact: string, onChange: (entry: Entry) => void): () => void;
  tell(contact: string, entry: Entry): void;
}

/** Tells each listener in turn; one that throws is reported and harms no other. */
export function watchers<Entry>(failed: (error: unknown) => void): Watchers<Entry> {
  const listening = new Map<string, Set<(entry: Entry) => void>>();
  return {
    watch(contact, onChange) {
      const listeners = listening.get(contact) ?? new Set();
      listening.set(contact, listeners.add(onChange));
      return () => {
        listeners.delete(onChange);
        if (listeners.size === 0) listening.delete(contact);
      };
    },
    tell(contact, entry) {
      for (const onChange of listening.get(contact) ?? []) {
        try {
          onChange(entry);
        } catch (error) {
          failed(error);
        }
      }
    },
  };
}
