import type { NodeTypes } from 'reactflow';
import { Folded, Frame } from './frame.tsx';
import { Note } from './note.tsx';
import { Card } from './card.tsx';

/** Outside every component: a new object at each render would draw everything anew. */
export const nodeTypes: NodeTypes = { card: Card, frame: Frame, folded: Folded, note: Note };
