import type { Act } from '../menu/act.ts';
import { ActMenu } from '../menu/act-menu.tsx';
import { CommandPalette } from '../menu/command-palette.tsx';
import { KeyboardMap } from '../menu/keyboard-map.tsx';
import { AddDialog } from './add-dialog.tsx';
import { ConnectDialog } from './connect-dialog.tsx';
import { ExtractDialog } from './extract-dialog.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import { useAsking } from './use-asking.tsx';

/** The dialog or menu that is open, if one is. */
export function Asked({ acts }: { acts: readonly Act[] }) {
  const { asked, close } = useAsking();
  switch (asked?.what) {
    case undefined:
      return null;
    case 'add':
      return <AddDialog where={asked} onClose={close} />;
    case 'connect':
      return <ConnectDialog node={asked.node} exit={asked.exit} onClose={close} />;
    case 'rename':
      return <RenameDialog id={asked.id} onClose={close} />;
    case 'extract':
      return <ExtractDialog ids={asked.ids} onClose={close} />;
    case 'anything':
      return <CommandPalette acts={acts} onClose={close} />;
    case 'keys':
      return <KeyboardMap acts={acts} onClose={close} />;
    case 'menu':
      return <ActMenu acts={acts} place={asked.place} near={asked.near} onClose={close} />;
  }
}
