import { type ComponentType, createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { Issue } from '../../../runtime/engine/index.ts';
import { useMessages } from '../../messages/index.tsx';
import { useProblemText } from '../problems/problem-text.ts';
import type { Field } from './form.ts';
import type { Path } from './walk.ts';

/** One field of a form. */
export interface FieldProps {
  field: Field;
  path: Path;
  value: unknown;
}

/** What the fields of one form share: how they change something, and what is said about them. */
export interface Inspecting {
  /** Tells forms apart: what is written and not taken yet is kept under it. */
  scope: string;
  /** Id of the node, where it is the form of one. */
  node?: string;
  /** Titles and help by dotted path without indices. */
  words: { [path: string]: { title: string; help?: string } };
  /** Takes a new value, `undefined` for none; `joins` while typing. */
  change: (path: Path, to: unknown, joins?: boolean) => void;
  /** Why a value cannot be taken; undefined where it can. */
  refusal: (path: Path, to: unknown) => string | undefined;
  /** Findings about the field or anything in it. */
  problems: readonly Issue[];
  /** Shows a field; those that have fields inside ask for it here. */
  view: ComponentType<FieldProps>;
  /** Language in which texts are shown; one for all fields. */
  language: string;
  speak: (language: string) => void;
}

const Context = createContext<Inspecting | undefined>(undefined);

export function InspectingProvider(props: {
  value: Omit<Inspecting, 'language' | 'speak'>;
  languages: readonly string[];
  children: ReactNode;
}) {
  const { value, languages, children } = props;
  const [wanted, speak] = useState<string>();
  const { language: words } = useMessages();
  const spoken = languages.find((one) => one.split('-')[0] === words) ?? languages[0] ?? words;
  const language = wanted !== undefined && languages.includes(wanted) ? wanted : spoken;
  const whole = useMemo(() => ({ ...value, language, speak }), [value, language]);
  return <Context value={whole}>{children}</Context>;
}

/** Gives one field words that its node type does not know. */
export function InspectingWords(props: { path: Path; title: string; children: ReactNode }) {
  const { path, title, children } = props;
  const inspecting = useInspecting();
  const whole = useMemo(
    () => ({ ...inspecting, words: { ...inspecting.words, [path.join('.')]: { title } } }),
    [inspecting, path, title],
  );
  return <Context value={whole}>{children}</Context>;
}

/** The form this field is part of. */
export function useInspecting(): Inspecting {
  const inspecting = useContext(Context);
  if (!inspecting) throw new Error('There is no InspectingProvider above.');
  return inspecting;
}

/** Title and help of a field; an item of a list is found without its number. */
export function useWords(path: Path): { title: string; help?: string } {
  const { words } = useInspecting();
  const dotted = path.filter((key) => typeof key !== 'number').join('.');
  return words[dotted] ?? { title: String(path.at(-1) ?? '') };
}

/** What is wrong exactly here, and not in a field further inside. */
export function useProblem(path: Path): string | undefined {
  const { problems } = useInspecting();
  const textOf = useProblemText();
  const dotted = path.join('.');
  const found = problems.find((issue) => fieldOf(issue) === dotted);
  return found && textOf(found);
}

/** Whether anything is wrong here or further inside. */
export function useHasProblem(path: Path): boolean {
  const { problems } = useInspecting();
  const dotted = path.join('.');
  return problems.some((issue) => `${fieldOf(issue)}.`.startsWith(`${dotted}.`));
}

/** The field of a finding as the form knows it: inside the config, or inside the flow. */
export const fieldOf = ({ path = [] }: Pick<Issue, 'path'>): string =>
  (path[0] === 'config' ? path.slice(1) : path).join('.');
