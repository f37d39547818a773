import { useMemo, useState } from 'react';
import { useMessages } from '../messages/index.tsx';
import { TabPanel, Tabs } from '../ui/tabs.tsx';
import { Canvas } from './canvas/canvas.tsx';
import { useEditing, useFlow } from './draft/use-draft.tsx';
import { Inspector } from './inspector/inspector.tsx';
import { Outline } from './outline/outline.tsx';
import { Palette } from './palette/palette.tsx';
import { Problems } from './problems/problems.tsx';
import { readDrawing } from './read-drawing.ts';
import './workspace.css';

const SIDES = ['outline', 'palette'] as const;

/** The drawing and what one needs to work on it: node types and outline, the canvas, one node's settings, problems. */
export function Workspace({ texts }: { texts: string }) {
  const { t, language } = useMessages();
  const { mayEdit, chosen, choose } = useEditing();
  const flow = useFlow();
  const [side, setSide] = useState<(typeof SIDES)[number]>('outline');
  const drawing = useMemo(
    () =>
      readDrawing(flow, {
        texts,
        words: language,
        implicit: { left: t('builder.exitLeft'), error: t('builder.exitError') },
      }),
    [flow, texts, language, t],
  );
  if (!drawing) return <p className="notice">{t('builder.unreadable')}</p>;
  const one = chosen.length === 1 ? chosen[0] : undefined;
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
          {side === 'palette' ? (
            <Palette />
          ) : (
            <Outline drawing={drawing} chosen={one} onChoose={(id) => choose([id])} />
          )}
        </TabPanel>
      </div>
      <Canvas drawing={drawing} chosen={one} onChoose={(id) => choose([id])} />
      <Inspector />
      <Problems />
    </div>
  );
}
