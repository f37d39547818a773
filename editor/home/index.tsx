import { lazy, Suspense, useDeferredValue, useState } from 'react';
import type { FoundFlow } from '../api.ts';
import { Failed, Waiting } from '../loaded.tsx';
import { editsFlows, useMe } from '../me.tsx';
import { useMessages } from '../messages/index.tsx';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { Field } from '../ui/field.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { arranged, foldersOf, type Sort, SORTS, tagsOf } from './arrange.ts';
import { FlowRow } from './flow-row.tsx';
import { GuideOffer } from './guide-offer.tsx';
import { Mentions } from './mentions.tsx';
import { loadFlows } from './load-flows.ts';
import { NewFlow } from './new-flow.tsx';
import { Shelves } from './shelves.tsx';
import { type Told, Toldline } from './told-line.tsx';
import './home.css';

const ImportDialog = lazy(() => import('./import-dialog.tsx'));

/** The first page: every flow, where it runs, and how to find, begin and put away flows. */
export function Home() {
  const { t, language } = useMessages();
  const { me } = useMe();
  const mayEdit = editsFlows(me.role);
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text.trim());
  const [inBin, setInBin] = useState(false);
  const [folder, setFolder] = useState<string>();
  const [tag, setTag] = useState<string>();
  const [sort, setSort] = useState<Sort>('updatedAt');
  const [open, setOpen] = useState<'new' | 'import'>();
  const [told, setTold] = useState<Told>();
  const [loaded, again] = useLoaded(() => loadFlows(wanted, inBin), `${inBin} ${wanted}`);
  const flows = loaded && 'value' in loaded ? loaded.value : [];
  const shown = arranged(flows, { folder, tag, sort }, language);
  const done = (what: Told) => {
    setTold(what);
    again();
  };
  return (
    <div className="page home">
      <header>
        <h1>{inBin ? t('flows.bin') : t('home.title')}</h1>
        <p className="soft">{inBin ? t('flows.binHint') : t('home.intro')}</p>
      </header>
      {mayEdit && (
        <div className="home-acts">
          <Button main onClick={() => setOpen('new')}>
            {t('flows.new')}
          </Button>
          <Button onClick={() => setOpen('import')}>{t('flows.import')}</Button>
          <Button aria-pressed={inBin} onClick={() => setInBin(!inBin)}>
            {t('flows.bin')}
          </Button>
        </div>
      )}
      {mayEdit && !inBin && <GuideOffer onBegin={() => setOpen('new')} />}
      {!inBin && <Mentions />}
      <Toldline told={told} onUndone={again} />
      <search className="home-search">
        <Field
          label={t('flows.search')}
          hint={t('flows.searchHint')}
          type="search"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Choice
          label={t('flows.sort')}
          options={SORTS.map((value) => ({ value, text: t(`flows.sort.${value}`) }))}
          value={sort}
          onChange={(event) => setSort(event.target.value as Sort)}
        />
      </search>
      {loaded && 'error' in loaded ? (
        <Failed error={loaded.error} again={again} />
      ) : !loaded ? (
        <Waiting />
      ) : (
        <div className="home-body">
          <Shelves
            folders={foldersOf(flows, language)}
            tags={tagsOf(flows)}
            chosen={{ folder, tag }}
            onFolder={setFolder}
            onTag={setTag}
          />
          <section aria-label={inBin ? t('flows.bin') : t('home.title')}>
            <output className="small soft">{t('flows.count', { count: shown.length })}</output>
            <List flows={shown} wanted={wanted} inBin={inBin} onDone={done} onNew={() => setOpen('new')} />
          </section>
        </div>
      )}
      {open === 'new' && <NewFlow flows={flows} onClose={() => setOpen(undefined)} />}
      {open === 'import' && (
        <Suspense fallback={<Waiting />}>
          <ImportDialog onClose={() => setOpen(undefined)} onDone={again} />
        </Suspense>
      )}
    </div>
  );
}

interface ListProps {
  flows: FoundFlow[];
  wanted: string;
  inBin: boolean;
  onDone: (told: Told) => void;
  onNew: () => void;
}

function List({ flows, wanted, inBin, onDone, onNew }: ListProps) {
  const { t } = useMessages();
  const { me } = useMe();
  if (flows.length > 0)
    return (
      <ul className="flows">
        {flows.map((flow) => (
          <FlowRow key={flow.id} flow={flow} inBin={inBin} onDone={onDone} />
        ))}
      </ul>
    );
  // The list is there, and empty: whoever waits for it need not wait on.
  return (
    <div className="panel notice flows">
      <p>
        {inBin
          ? t('flows.binEmpty')
          : wanted === ''
            ? t('flows.empty')
            : t('flows.noneFit', { text: wanted })}
      </p>
      {!inBin && wanted === '' && editsFlows(me.role) && (
        <Button main onClick={onNew}>
          {t('flows.new')}
        </Button>
      )}
    </div>
  );
}
