import type { Me } from '../api.ts';
import type { Messages } from '../messages/index.tsx';

export type Role = Me['role'];

const ROLES: readonly Role[] = ['admin', 'designer', 'supervisor', 'agent', 'viewer'];

/** The roles to choose from, with their names. */
export const roleOptions = (t: Messages['t'], without: readonly Role[] = []) =>
  ROLES.filter((role) => !without.includes(role)).map((value) => ({ value, text: t(`role.${value}`) }));
