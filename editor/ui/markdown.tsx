import { Fragment, type ReactNode } from 'react';

/** The little of Markdown our documentation uses: headings, paragraphs, lists, `code`, _stress_ and links. Never HTML. */
export function Markdown({ text }: { text: string }) {
  return blocksOf(text).map((block, index) => <Block key={index} block={block} />);
}

const blocksOf = (text: string): string[] =>
  text
    .split(/\n\s*\n/)
    .map((block) => block.trim())
    .filter((block) => block !== '' && !block.startsWith('# '));

function Block({ block }: { block: string }) {
  if (block.startsWith('#')) return <h4>{inline(block.replace(/^#+ /, ''))}</h4>;
  if (!/^[-*] /.test(block)) return <p>{inline(block)}</p>;
  const items = block.split(/\n(?=[-*] )/).map((item) => item.slice(2));
  return (
    <ul>
      {items.map((item) => (
        <li key={item}>{inline(item)}</li>
      ))}
    </ul>
  );
}

const MARKED = /(`[^`]+`|\b_[^_]+_\b|\*\*[^*]+\*\*|\[[^\]]+\]\(https?:[^)\s]+\))/;

function inline(text: string): ReactNode[] {
  return text.split(MARKED).map((part, index) => {
    if (part.startsWith('`')) return <code key={index}>{part.slice(1, -1)}</code>;
    if (part.startsWith('**')) return <strong key={index}>{part.slice(2, -2)}</strong>;
    if (/^_.+_$/.test(part)) return <em key={index}>{part.slice(1, -1)}</em>;
    const link = /^\[(.+)\]\((.+)\)$/.exec(part);
    if (link)
      return (
        <a key={index} href={link[2]}>
          {link[1]}
        </a>
      );
    return <Fragment key={index}>{part}</Fragment>;
  });
}
