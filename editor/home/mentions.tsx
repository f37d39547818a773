import { api } from '../api.ts';
import { useMessages } from '../messages/index.tsx';
import { Link } from '../ui/router.tsx';
import { useLoaded } from '../ui/use-loaded.ts';

/** Notes on drawings that mention one and that one has not looked at: each leads to its note. Says nothing while there are none. */
export function Mentions() {
  const { t, number } = useMessages();
  const [loaded] = useLoaded(api.mentions, 'mentions');
  const mentions = loaded && 'value' in loaded ? loaded.value : [];
  if (mentions.length === 0) return null;
  const title =
    mentions.length === 1 ? t('home.mention') : t('home.mentions', { count: number(mentions.length) });
  return (
    <section className="home-mentions panel" aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {mentions.map(({ flow, note, text }) => (
          <li key={`${flow.id}/${note}`}>
            <Link href={`/flows/${flow.id}#${note}`}>
              <bdi>{flow.name}</bdi>
            </Link>{' '}
            <span className="small soft" dir="auto">
              {text.slice(0, MOST_LETTERS)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Enough of a note to know it by. */
const MOST_LETTERS = 120;
