import { Markdown } from './markdown.tsx';
import './docs.css';

/** The documentation of a node type. It is written in English. */
export const Docs = ({ text }: { text: string }) => (
  <div lang="en" dir="ltr" className="docs">
    <Markdown text={text} />
  </div>
);
