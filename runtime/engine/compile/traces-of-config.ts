import type { Action } from '../machine.ts';
import type { NodeTransition } from '../node-type.ts';
import type { ReadNode } from './read-nodes.ts';

export type Path = (string | number)[];

/** All actions of a node's states. */
export function actionsOf({ states }: ReadNode): Action[] {
  return Object.values(states).flatMap((state) => [
    ...(state.entry ?? []),
    ...transitionsOf(state).flatMap((one) => one.actions ?? []),
  ]);
}

/** All transitions of a state. */
export function transitionsOf(state: ReadNode['states']['start']): NodeTransition[] {
  return [...(state.always ?? []), ...Object.values(state.on ?? {}).flat()];
}

/** Where in the config each object stands: states use the config's own objects, so identity leads to the field. */
export function pathsOf(config: unknown): Map<object, Path> {
  const paths = new Map<object, Path>();
  const walk = (value: unknown, path: Path): void => {
    if (typeof value !== 'object' || value === null || paths.has(value)) return;
    paths.set(value, path);
    for (const [key, inner] of Object.entries(value))
      walk(inner, [...path, Array.isArray(value) ? Number(key) : key]);
  };
  walk(config, []);
  return paths;
}

/** Every object inside a value, itself included. */
export function* objectsIn(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value as Record<string, unknown>;
  for (const inner of Object.values(value)) yield* objectsIn(inner);
}
