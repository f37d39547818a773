import { nodeTypes } from '../../../nodes/index.ts';
import { useMessages } from '../../messages/index.tsx';

/** The node types one can draw with. */
export function Palette() {
  const { language } = useMessages();
  return (
    <ul>
      {nodeTypes.map((type) => (
        <li key={type.type}>{type.words[language].label}</li>
      ))}
    </ul>
  );
}
