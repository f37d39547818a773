import { useMessages } from '../messages/index.tsx';
import type { Folder } from './arrange.ts';

interface ShelvesProps {
  folders: readonly Folder[];
  tags: readonly { tag: string; count: number }[];
  chosen: { folder: string | undefined; tag: string | undefined };
  onFolder: (path: string | undefined) => void;
  onTag: (tag: string | undefined) => void;
}

/** Folders and tags to look into. Not there while nobody has made any. */
export function Shelves({ folders, tags, chosen, onFolder, onTag }: ShelvesProps) {
  const { t, number } = useMessages();
  if (folders.length + tags.length === 0) return null;
  return (
    <nav className="shelves" aria-label={t('flows.shelves')}>
      {folders.length > 0 && (
        <>
          <h2>{t('flows.folders')}</h2>
          <ul>
            <li>
              <button
                type="button"
                aria-pressed={chosen.folder === undefined}
                onClick={() => onFolder(undefined)}
              >
                {t('flows.allFolders')}
              </button>
            </li>
            {folders.map(({ path, name, depth, count }) => (
              <li key={path} style={{ paddingInlineStart: `${depth}rem` }}>
                <button
                  type="button"
                  aria-pressed={chosen.folder === path}
                  aria-label={path}
                  onClick={() => onFolder(path)}
                >
                  <bdi>{name}</bdi> <span className="soft">{number(count)}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      {tags.length > 0 && (
        <>
          <h2>{t('flows.tags')}</h2>
          <ul className="chips">
            {tags.map(({ tag, count }) => (
              <li key={tag}>
                <button
                  type="button"
                  className="chip"
                  aria-pressed={chosen.tag === tag}
                  onClick={() => onTag(chosen.tag === tag ? undefined : tag)}
                >
                  <bdi>{tag}</bdi> {number(count)}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </nav>
  );
}
