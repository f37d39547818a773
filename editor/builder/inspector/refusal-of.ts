import { fa, ms, tr } from 'zod/locales';
import type { AnyNodeType, InterfaceLanguage } from '../../../runtime/engine/index.ts';
import { type Path, written } from './walk.ts';

const LOCALES = { tr, ms, fa };

/**
 * Why a value cannot stand at a place of a config, in the language of the interface; undefined where it can. Only what is
 * wrong there counts: another field may be half written.
 */
export function refusalOf(
  type: AnyNodeType,
  config: unknown,
  path: Path,
  to: unknown,
  language: InterfaceLanguage,
): string | undefined {
  const error = language === 'en' ? undefined : LOCALES[language]().localeError;
  const read = type.config.safeParse(written(config, path, to), error ? { error } : {});
  if (read.success) return undefined;
  const here = path.join('.');
  return read.error.issues.find((issue) => `${issue.path.join('.')}.`.startsWith(`${here}.`))?.message;
}
