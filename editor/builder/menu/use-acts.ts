import { useMemo } from 'react';
import { type MessageKey, useMessages } from '../../messages/index.tsx';
import { useAsking } from '../asking/use-asking.tsx';
import { ZOOM, useView } from '../canvas/use-view.ts';
import { commands } from '../commands/index.ts';
import { connectExit } from '../commands/connect-exit.ts';
import { annotationsOf } from '../commands/places.ts';
import { useDoing } from '../doing/use-doing.tsx';
import { useEditing, useOfDraft } from '../draft/use-draft.tsx';
import { useArranging } from '../layout/use-arranging.tsx';
import { usePicture } from '../use-picture.tsx';
import type { Act } from './act.ts';
import { useClipboard } from './use-clipboard.ts';
import { useScene } from './use-scene.ts';

/** Everything one can start here and now, commands and what only changes the view. */
export function useActs(): readonly Act[] {
  const { t } = useMessages();
  const { draft, chosen, choose, mayEdit } = useEditing();
  const { picture, drawing, way, chooseWay } = usePicture();
  const { perform } = useDoing();
  const { ask } = useAsking();
  const view = useView();
  const scene = useScene();
  const clipboard = useClipboard();
  const { arrange } = useArranging();
  const canUndo = useOfDraft((one) => one.canUndo());
  const canRedo = useOfDraft((one) => one.canRedo());

  return useMemo(() => {
    const { flow } = drawing;
    const [first] = chosen;
    const one = chosen.length === 1 ? first : undefined;
    const node = one !== undefined && flow.nodes[one] ? one : undefined;
    const frame = one !== undefined && annotationsOf(flow).frames[one] ? one : undefined;
    const nodes = chosen.filter((id) => flow.nodes[id]);
    const led = picture.ways.find(({ id }) => id === way)?.data;
    const act = (id: string, more: Omit<Act, 'id' | 'label' | 'heard'> & Partial<Act>): Act => ({
      id,
      label: t(`acts.${id}` as MessageKey),
      heard: 'drawing',
      ...more,
    });

    const editing: Act[] = [
      act('undo', {
        shortcut: 'Mod+Z',
        heard: 'anywhere',
        places: ['palette'],
        can: canUndo,
        run: () => draft.undo(),
      }),
      act('redo', {
        shortcut: 'Mod+Shift+Z',
        alsoBy: 'Mod+Y',
        heard: 'anywhere',
        places: ['palette'],
        can: canRedo,
        run: () => draft.redo(),
      }),
      act('add', {
        shortcut: 'A',
        places: ['toolbar', 'node', 'canvas', 'palette'],
        can: true,
        run: () => ask({ what: 'add', ...(node === undefined ? {} : { after: { node } }) }),
      }),
      act('connect', {
        shortcut: 'C',
        places: ['node', 'palette'],
        can: node !== undefined,
        run: () => node !== undefined && ask({ what: 'connect', node }),
      }),
      act('disconnect', {
        shortcut: 'Delete',
        alsoBy: 'Backspace',
        places: ['palette'],
        can: led !== undefined,
        run() {
          chooseWay(undefined);
          if (led) perform(connectExit, { node: led.node, exit: led.exit, target: undefined });
        },
      }),
      act('rename', {
        shortcut: 'F2',
        places: ['node', 'palette'],
        can: (node ?? frame) !== undefined,
        run: () => one !== undefined && ask({ what: 'rename', id: one }),
      }),
      ...commands.flatMap((command): Act[] => {
        const { id, offer } = command;
        if (!offer) return [];
        return [
          {
            id,
            label: t(`commands.${id}` as MessageKey),
            ...(offer.shortcut === undefined ? {} : { shortcut: offer.shortcut }),
            ...(offer.shortcut === 'Delete' ? { alsoBy: 'Backspace' } : {}),
            heard: 'drawing',
            places: offer.places,
            can: offer.args(scene()) !== undefined,
            run() {
              const args = offer.args(scene());
              if (args !== undefined) perform(command, args);
            },
          },
        ];
      }),
      act('cut', {
        shortcut: 'Mod+X',
        byBrowser: true,
        places: ['node', 'palette'],
        can: chosen.length > 0,
        run: () => void clipboard.copy(true),
      }),
      act('paste', {
        shortcut: 'Mod+V',
        byBrowser: true,
        places: ['node', 'canvas', 'palette'],
        can: true,
        run: () => void clipboard.paste(),
      }),
      act('arrange', {
        shortcut: 'Shift+L',
        places: ['toolbar', 'canvas', 'palette'],
        can: drawing.nodes.length > 1,
        run: () => arrange(drawing.nodes.map(({ id }) => id)),
      }),
      act('arrange-chosen', {
        places: ['node', 'palette'],
        can: nodes.length > 1,
        run: () => arrange(nodes),
      }),
      act('extract', {
        places: ['node', 'palette'],
        can: nodes.length > 0,
        run: () => ask({ what: 'extract', ids: chosen }),
      }),
    ];
    const looking: Act[] = [
      act('copy', {
        shortcut: 'Mod+C',
        byBrowser: true,
        places: ['node', 'palette'],
        can: chosen.length > 0,
        run: () => void clipboard.copy(false),
      }),
      act('choose-all', {
        shortcut: 'Mod+A',
        places: ['canvas', 'palette'],
        can: drawing.nodes.length > 0,
        run: () => choose([...picture.boxes.keys()]),
      }),
      act('anything', {
        shortcut: 'Mod+K',
        heard: 'anywhere',
        places: ['toolbar'],
        can: true,
        run: () => ask({ what: 'anything' }),
      }),
      act('zoom-in', { shortcut: '+', alsoBy: '=', places: ['palette'], can: true, run: view.zoomIn }),
      act('zoom-out', { shortcut: '-', places: ['palette'], can: true, run: view.zoomOut }),
      act('fit', {
        shortcut: 'Shift+1',
        places: ['canvas', 'palette'],
        can: true,
        run: () => view.fit(picture.boxes.values()),
      }),
      act('show-chosen', {
        shortcut: '.',
        places: ['palette'],
        can: first !== undefined,
        run() {
          const box = picture.boxes.get(first ?? '');
          if (box) view.centre({ x: box.x + box.width / 2, y: box.y + box.height / 2 }, ZOOM.readable);
        },
      }),
      act('keys', {
        shortcut: '?',
        heard: 'anywhere',
        places: ['toolbar', 'palette'],
        can: true,
        run: () => ask({ what: 'keys' }),
      }),
    ];
    return mayEdit ? [...editing, ...looking] : looking;
  }, [
    t,
    draft,
    chosen,
    choose,
    mayEdit,
    picture,
    drawing,
    way,
    chooseWay,
    perform,
    ask,
    view,
    scene,
    clipboard,
    arrange,
    canUndo,
    canRedo,
  ]);
}
