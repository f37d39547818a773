import type { Issue } from '../../../runtime/engine/index.ts';
import { useMessages } from '../../messages/index.tsx';
import { useFlow } from '../draft/use-draft.tsx';
import { useProblemText } from '../problems/problem-text.ts';

/** What the server finds in the flow, errors first; each leads to its node and field. */
export function Findings(props: { issues: readonly Issue[]; onChoose: (issue: Issue) => void }) {
  const { t } = useMessages();
  const { nodes } = useFlow();
  const textOf = useProblemText();
  const sorted = props.issues.toSorted(
    (one, other) => Number(one.severity !== 'error') - Number(other.severity !== 'error'),
  );
  return (
    <ul className="findings">
      {sorted.map((issue, index) => (
        <li key={index} data-severity={issue.severity}>
          <button type="button" className="finding" onClick={() => props.onChoose(issue)}>
            <span className="finding-kind">{t(`versions.${issue.severity}`)}</span>
            <span>
              {issue.node !== undefined && (
                <>
                  <strong dir="auto">{nodes[issue.node]?.name ?? issue.node}</strong>
                  {': '}
                </>
              )}
              {textOf(issue)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
