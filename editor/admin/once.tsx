import { useState } from 'react';
import { useMessages } from '../messages/index.tsx';
import { Button } from '../ui/button.tsx';

/** Something that is shown this one time: a link to hand on, a token to put away. */
export function Once({ title, hint, text }: { title: string; hint: string; text: string }) {
  const { t } = useMessages();
  const [copied, setCopied] = useState(false);
  const copy = () =>
    void navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <output className="once">
      <strong>{title}</strong>
      <span className="small soft">{hint}</span>
      <span className="once-line">
        <input
          readOnly
          dir="ltr"
          value={text}
          aria-label={title}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button onClick={copy}>{copied ? t('admin.copied') : t('admin.copy')}</Button>
      </span>
    </output>
  );
}
