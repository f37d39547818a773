import type { FoundFlow } from '../api.ts';
import { useMessages } from '../messages/index.tsx';
import { Link } from '../ui/router.tsx';

/** Where in a flow a search was found: which node, which text. */
export function Hits({ hits, flow }: { hits: FoundFlow['hits']; flow: string }) {
  const { t } = useMessages();
  if (hits.length === 0) return null;
  return (
    <ul className="hits" aria-label={t('flows.hits')}>
      {hits.map(({ node, name, path, text }) => (
        <li key={`${node} ${path.join('.')}`}>
          <Link href={node === undefined ? `/flows/${flow}` : `/flows/${flow}#${node}`}>
            <strong dir="auto">{name ?? node ?? t('flows.itself')}</strong>
          </Link>{' '}
          <span dir="auto">{text}</span>
        </li>
      ))}
    </ul>
  );
}
