import { useState } from 'react';
import { ReactFlowProvider } from 'reactflow';
import { useMessages } from '../messages/index.tsx';
import { TabPanel, Tabs } from '../ui/tabs.tsx';
import { Asked } from './asking/asked.tsx';
import { AskingProvider } from './asking/use-asking.tsx';
import { Canvas } from './canvas/canvas.tsx';
import { useLookedAt } from './canvas/use-looked-at.ts';
import { DoingProvider } from './doing/use-doing.tsx';
import { useEditing } from './draft/use-draft.tsx';
import { Inspector } from './inspector/inspector.tsx';
import { ArrangingProvider } from './layout/use-arranging.tsx';
import { useActs } from './menu/use-acts.ts';
import { useClipboardEvents } from './menu/use-clipboard.ts';
import { useKeys } from './menu/use-keys.ts';
import { Outline } from './outline/outline.tsx';
import { Palette } from './palette/palette.tsx';
import { Problems } from './problems/problems.tsx';
import { PictureProvider } from './use-picture.tsx';
import './workspace.css';

const SIDES = ['outline', 'palette'] as const;

/** The drawing and what one needs to work on it: node types and outline, the canvas, one node's settings, problems. */
export const Workspace = ({ texts }: { texts: string }) => (
  <PictureProvider texts={texts}>
    <ReactFlowProvider>
      <AskingProvider>
        <DoingProvider>
          <ArrangingProvider>
            <Places />
          </ArrangingProvider>
        </DoingProvider>
      </AskingProvider>
    </ReactFlowProvider>
  </PictureProvider>
);

function Places() {
  const { t } = useMessages();
  const { mayEdit } = useEditing();
  const [side, setSide] = useState<(typeof SIDES)[number]>('outline');
  const acts = useActs();
  useKeys(acts);
  useClipboardEvents();
  useLookedAt();
  return (
    <div className="workspace">
      <div className="workspace-side">
        {mayEdit && (
          <Tabs
            label={t('builder.sides')}
            tabs={SIDES.map((id) => ({ id, label: t(`builder.${id}`) }))}
            chosen={side}
            onChoose={setSide}
          />
        )}
        <TabPanel id={side} className="workspace-list">
          {side === 'palette' ? <Palette /> : <Outline acts={acts} />}
        </TabPanel>
      </div>
      <Canvas acts={acts} />
      <Inspector />
      <Problems />
      <Asked acts={acts} />
    </div>
  );
}
