import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { done, invited, PASSWORD } from '../../tests/kit/people.ts';
import { started } from '../../tests/kit/started.ts';

test('what lets somebody in is nowhere in the database', async () => {
  const { file, ask, running, firstAdmin } = await started();
  const first = running.welcome('http://127.0.0.1')[0]![1];
  const ada = await firstAdmin();
  const dina = await invited(ask, ada, 'designer', 'dina');
  const { id } = (await (await dina.get('/api/me')).json()) as { id: string };
  const json = async (asked: Promise<Response>) =>
    (await (await done(asked)).json()) as { [name: string]: string };
  const invitation = await json(
    ada.send('POST', '/api/invitations', { email: 'eve@example.com', role: 'agent' }),
  );
  const token = await json(ada.send('POST', '/api/tokens', { name: 'ci', scopes: ['flows:read'] }));
  const reset = await json(ada.send('POST', `/api/members/${id}/reset-link`));
  const factor = await json(ada.send('POST', '/api/me/second-factor', { password: PASSWORD }));
  const session = decodeURIComponent(/session_token=([^;.]+)/.exec(ada.cookie)?.[1] ?? '');
  const after = (text: string | undefined) => /token=(.+)/.exec(text ?? '')?.[1] ?? '';
  const secrets = {
    password: PASSWORD,
    session,
    first: after(first),
    invitation: after(invitation['url']),
    reset: after(reset['url']),
    token: token['token']!.slice(3),
    factor: new URL(factor['uri']!).searchParams.get('secret') ?? '',
    backup: String(factor['backupCodes']?.[0]),
  };
  const kept = [file, `${file}-wal`].filter(existsSync).map((one) => readFileSync(one, 'latin1'));
  expect(kept.join('')).toContain('dina@example.com');
  for (const [name, secret] of Object.entries(secrets)) {
    expect(secret.length, name).toBeGreaterThan(7);
    expect(
      kept.some((text) => text.includes(secret)),
      name,
    ).toBe(false);
  }
});
