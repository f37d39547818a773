import type { Finding } from '../../api.ts';
import { useMessages } from '../../messages/index.tsx';
import { useFlow } from '../draft/use-draft.tsx';

/** What the server finds in the flow, errors first; each leads to its node and field. */
export function Findings(props: { issues: readonly Finding[]; onChoose: (issue: Finding) => void }) {
  const { t } = useMessages();
  const { nodes } = useFlow();
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
              {issue.message}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
