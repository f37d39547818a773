import { type AnyNodeType, schemaIssues } from '../../../runtime/engine/index.ts';
import { registry } from '../../../nodes/index.ts';
import { findingText } from '../../messages/finding-text.ts';
import type { Speaker } from '../../messages/speaker.ts';
import { type Path, written } from './walk.ts';

/**
 * Why a value cannot stand at a place of a config, in the language of the interface; undefined where it can. Only what is
 * wrong there counts: another field may be half written.
 */
export function refusalOf(
  type: AnyNodeType,
  config: unknown,
  path: Path,
  to: unknown,
  speaker: Speaker,
): string | undefined {
  const read = type.config.safeParse(written(config, path, to));
  if (read.success) return undefined;
  const here = ['config', ...path].join('.');
  const issue = schemaIssues(read.error, 'config.invalid', '').find(({ path: at = [] }) =>
    `${at.join('.')}.`.startsWith(`${here}.`),
  );
  return issue && findingText(issue, speaker, registry);
}
