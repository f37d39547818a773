import { useState } from 'react';
import { Canvas } from './canvas/canvas.tsx';
import { Outline } from './outline/outline.tsx';
import type { Drawing } from './read-drawing.ts';

/** The drawing with its outline beside it: one chosen node in both. */
export function DrawingPage({ drawing }: { drawing: Drawing }) {
  const [chosen, setChosen] = useState(nodeOfAddress);
  return (
    <div className="drawing">
      <Outline drawing={drawing} chosen={chosen} onChoose={setChosen} />
      <Canvas drawing={drawing} chosen={chosen} onChoose={setChosen} />
    </div>
  );
}

/** The node a link leads to, behind the `#` of the page's address. */
function nodeOfAddress(): string | undefined {
  try {
    return decodeURIComponent(location.hash.slice(1)) || undefined;
  } catch {
    return undefined;
  }
}
