import { createContext, type ReactNode, useContext } from 'react';
import type { Me } from './api.ts';

interface Known {
  me: Me;
  /** Asks the server anew, after something about oneself has changed. */
  again: () => void;
}

const Context = createContext<Known | undefined>(undefined);

/** Tells everything below who is signed in. */
export const MeProvider = ({ known, children }: { known: Known; children: ReactNode }) => (
  <Context value={known}>{children}</Context>
);

/** Who is signed in; only below the door. */
export function useMe(): Known {
  const known = useContext(Context);
  if (!known) throw new Error('Nobody is signed in here.');
  return known;
}

type Role = Me['role'];

/** Who may see flows. */
export const seesFlows = (role: Role): boolean => role !== 'agent';
/** Who draws them. */
export const editsFlows = (role: Role): boolean => ['admin', 'designer'].includes(role);
/** Who reads conversations; viewers without what tells who somebody is. */
export const seesContacts = (role: Role): boolean => ['admin', 'supervisor', 'viewer'].includes(role);
/** Who may end contacts and put them elsewhere. */
export const leadsContacts = (role: Role): boolean => ['admin', 'supervisor'].includes(role);
/** Who sets things up. */
export const setsUp = (role: Role): boolean => role === 'admin';
