import {
  CHANNEL_NAMES,
  CHANNEL_TRAITS,
  keptIn,
  type NodeContext,
  type NodeIssue,
  type ValueType,
} from '../../runtime/engine/index.ts';
import type { Config } from './config.ts';
import { hasKeys } from './listening.ts';

/** What can hold each sort of answer without losing any of it: digits are no number, they may begin with 0. */
const HOLDS: Record<Config['ask']['as'], readonly ValueType[]> = {
  digits: ['text'],
  phone: ['text'],
  email: ['text'],
  text: ['text'],
  date: ['date', 'text'],
  money: ['number', 'text'],
  number: ['number', 'text'],
  yesNo: ['yesNo', 'text'],
};

/** Whether the answer can be given, kept and read back as the designer wants it. */
export function collectIssues(config: Config, { flow }: NodeContext): NodeIssue[] {
  const { ask, confirm, finishKey, saveTo, sensitive, speech } = config;
  const issues = keptIn('collect.save-type', flow, saveTo, HOLDS[ask.as]);
  const issue = (code: string, path: string[], message: string, values?: NodeIssue['values']): void => {
    const at = { severity: 'error' as const, path: ['config', ...path] };
    issues.push({ ...at, code, message, ...(values ? { values } : {}) });
  };
  if (!hasKeys(ask) && !speech)
    for (const channel of flow.channels.filter((one) => CHANNEL_TRAITS[one].spoken))
      issue(
        'collect.no-way-to-answer',
        ['speech'],
        `On ${CHANNEL_NAMES[channel]} this cannot be answered: keys give no letters, and speech is off.`,
        {
          channel,
        },
      );
  if (finishKey === '*' && (ask.as === 'number' || ask.as === 'money'))
    issue('collect.finish-key', ['finishKey'], 'The * is the decimal sign of this answer; finish with #.');
  if (
    ask.as === 'digits' &&
    ask.pattern !== undefined &&
    !maskCanFit(ask.pattern, ask.minDigits, ask.maxDigits)
  )
    issue(
      'collect.pattern-length',
      ['ask', 'pattern'],
      `No answer of ${ask.minDigits} to ${ask.maxDigits} digits can have this shape.`,
      { least: ask.minDigits, most: ask.maxDigits },
    );
  if (sensitive && confirm.on)
    issues.push({
      code: 'collect.sensitive-confirm',
      severity: 'warning',
      path: ['config', 'confirm', 'on'],
      message: 'A sensitive value is never read back: it is taken as it is given.',
    });
  return issues;
}

/** A mask has as many signs as its answer, unless it ends in `*`. */
function maskCanFit(mask: string, least: number, most: number): boolean {
  const open = mask.endsWith('*');
  const length = open ? mask.length - 1 : mask.length;
  return length <= most && (open || length >= least);
}
