import type { FlowTemplate } from '../api.ts';

/** As the canvas draws cards, about: enough for a picture of the size of a thumb. */
const CARD = { width: 264, head: 92, exit: 28 };
const heightOf = (exits: number): number => CARD.head + exits * CARD.exit;

/** A flow as a small drawing, made from its layout. It says nothing that is not written beside it. */
export function TemplatePicture({ picture }: { picture: FlowTemplate['picture'] }) {
  const { nodes, lines } = picture;
  const left = Math.min(...nodes.map(({ x }) => x));
  const top = Math.min(...nodes.map(({ y }) => y));
  const width = Math.max(...nodes.map(({ x }) => x)) + CARD.width - left;
  const height = Math.max(...nodes.map(({ y, exits }) => y + heightOf(exits))) - top;
  return (
    <svg
      className="template-picture"
      viewBox={`${left - 40} ${top - 40} ${width + 80} ${height + 80}`}
      aria-hidden="true"
    >
      {lines.map(({ from, to }, index) => {
        const [start, end] = [nodes[from], nodes[to]];
        if (!start || !end) return null;
        const [x, y] = [start.x + CARD.width, start.y + heightOf(start.exits) / 2];
        const bend = Math.max(60, Math.abs(end.x - x) / 2);
        return (
          <path
            key={index}
            d={`M${x} ${y}C${x + bend} ${y} ${end.x - bend} ${end.y + CARD.head / 2} ${end.x} ${end.y + CARD.head / 2}`}
          />
        );
      })}
      {nodes.map(({ group, x, y, exits }, index) => (
        <g key={index} data-group={group}>
          <rect x={x} y={y} width={CARD.width} height={heightOf(exits)} rx="28" />
          <rect className="template-bar" x={x} y={y} width={CARD.width} height="44" rx="22" />
        </g>
      ))}
    </svg>
  );
}
