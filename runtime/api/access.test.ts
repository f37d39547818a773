import { expect, test } from 'vitest';
import { type Access, mayUse, type Principal, ROLES, SCOPES } from './access.ts';

const common = { id: 'x', name: 'x', organisation: 'main' };
const user = (role: (typeof ROLES)[number]): Principal => ({ kind: 'user', ...common, role });
const token = (...scopes: (typeof SCOPES)[number][]): Principal => ({ kind: 'token', ...common, scopes });
const machine: Principal = { kind: 'machine', id: 'machine', name: 'x', organisation: 'main' };
const designers: Access = { roles: ['admin', 'designer'], scope: 'flows:write' };

test.each<[string, Principal | undefined, Access, boolean]>([
  ['nobody, public', undefined, 'public', true],
  ['nobody, self', undefined, 'self', false],
  ['nobody, a role', undefined, designers, false],
  ['an agent, self', user('agent'), 'self', true],
  ['a token, self', token(...SCOPES), 'self', false],
  ['the machine, self', machine, 'self', false],
  ['a role that is named', user('designer'), designers, true],
  ['a role that is not', user('supervisor'), designers, false],
  ['an admin where only others are named', user('admin'), { roles: ['agent'] }, false],
  ['the scope that is named', token('flows:write'), designers, true],
  ['all other scopes', token(...SCOPES.filter((scope) => scope !== 'flows:write')), designers, false],
  ['every scope where none is named', token(...SCOPES), { roles: ROLES }, false],
  ['the machine where nobody is named', machine, { roles: [] }, true],
  ['an admin where nobody is named', user('admin'), { roles: [] }, false],
])('%s', (_, principal, access, expected) => {
  expect(mayUse(principal, access)).toBe(expected);
});
