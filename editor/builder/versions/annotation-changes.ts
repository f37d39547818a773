import { type FlowDefinition, own } from '../../../runtime/engine/index.ts';
import { annotationsOf, type Box } from '../commands/places.ts';
import type { Mark } from './both-drawn.ts';
import type { WordedChange } from './change-words.ts';
import { NOTHING, valueWords } from './value-words.ts';
import type { Wording } from './wording.ts';

/** What became of a frame or a note. */
export interface AnnotationChange {
  id: string;
  kind: 'frames' | 'notes';
  mark: Mark;
}

/** What it says, and which nodes it hides: the rest is where it stands, and whom the words mention. */
interface Said {
  words: string;
  folded: readonly string[];
}

interface Boxes {
  [id: string]: Box;
}

const KINDS = ['frames', 'notes'] as const;
/** Letters of a note that are its name. */
const LONGEST_NAME = 40;

/** Frames and notes that are not as they were. One that says the same at another place, or as large as never before, moved. */
export function annotationChanges(before: FlowDefinition, after: FlowDefinition): AnnotationChange[] {
  return KINDS.flatMap((kind) => {
    const old: Boxes = annotationsOf(before)[kind];
    const fresh: Boxes = annotationsOf(after)[kind];
    return [...new Set([...Object.keys(old), ...Object.keys(fresh)])].flatMap((id) => {
      const mark = markOf(own(old, id), own(fresh, id), saidBy(before, id), saidBy(after, id));
      return mark ? [{ id, kind, mark }] : [];
    });
  });
}

function markOf(was: Box | undefined, is: Box | undefined, said: Said, says: Said): Mark | undefined {
  if (!was || !is) return is ? 'added' : 'removed';
  if (said.words !== says.words || said.folded.join() !== says.folded.join()) return 'changed';
  return SIDES.some((side) => was[side] !== is[side]) ? 'moved' : undefined;
}

const SIDES = ['x', 'y', 'width', 'height'] as const;

function saidBy(flow: FlowDefinition, id: string): Said {
  const { frames, notes } = annotationsOf(flow);
  const frame = own(frames, id);
  return { words: frame?.title ?? own(notes, id)?.text ?? '', folded: frame?.folded ?? [] };
}

/** What it is called: the title of a frame, the beginning of a note. */
export function annotationName(
  { id, kind }: AnnotationChange,
  flow: FlowDefinition,
  wording: Wording,
): string {
  const { words } = saidBy(flow, id);
  return words.slice(0, LONGEST_NAME) || (wording.nameOfMember(`annotations.${kind}`) ?? id);
}

/** How one that changed differs, in words. */
export function annotationWords(
  { id, kind }: AnnotationChange,
  before: FlowDefinition,
  after: FlowDefinition,
  wording: Wording,
): WordedChange[] {
  const [said, says] = [saidBy(before, id), saidBy(after, id)];
  const field = (member: string) => wording.nameOfMember(`annotations.${kind}.${member}`) ?? member;
  const told = (words: string) => valueWords(['annotations'], words, undefined, wording);
  const names = (ids: readonly string[]) => ids.map(wording.nameOfNode).join(', ') || NOTHING;
  return [
    ...(said.words === says.words
      ? []
      : [
          {
            field: field(kind === 'notes' ? 'text' : 'title'),
            before: told(said.words),
            after: told(says.words),
          },
        ]),
    ...(said.folded.join() === says.folded.join()
      ? []
      : [{ field: field('folded'), before: names(said.folded), after: names(says.folded) }]),
  ];
}
