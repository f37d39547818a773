import type { Db } from '../../db/client.ts';
import { listHosts } from '../../db/queries/egress.ts';
import type { SecretBox } from '../secret-box.ts';
import type { AllowedHost } from './allow-list.ts';
import { headersFor } from './credentials.ts';

/** What an organisation's flows may call, and what they prove themselves with. */
export interface EgressBook {
  allowed(organisation: string): readonly AllowedHost[];
  /** Secret headers of a credential for a host. Throws `EgressRefused`. */
  headers(organisation: string, credential: string, url: URL): { [name: string]: string };
  /** Call after an organisation's list was changed. */
  changed(organisation: string): void;
}

export function egressBook(db: Db, box: SecretBox): EgressBook {
  const kept = new Map<string, readonly AllowedHost[]>();

  function allowed(organisation: string): readonly AllowedHost[] {
    let list = kept.get(organisation);
    if (!list) {
      list = listHosts(db, organisation).map(({ host, ports, plainHttp, insideNetwork }) => ({
        host,
        ports,
        plainHttp,
        insideNetwork,
      }));
      kept.set(organisation, list);
    }
    return list;
  }

  return {
    allowed,
    headers: (organisation, credential, url) => headersFor(db, box, organisation, credential, url),
    changed: (organisation) => void kept.delete(organisation),
  };
}
