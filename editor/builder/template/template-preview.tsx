import { useFlow } from '../draft/use-draft.tsx';
import { useMessages } from '../../messages/index.tsx';
import { Listen } from './listen.tsx';
import { previewOf } from './preview.ts';

/** What “now” means in a preview: when the page was opened. */
const NOW = Date.now();

/** How a template will read, and how it will sound. */
export default function TemplatePreview(props: {
  text: string;
  language: string;
  hasVoice: boolean;
  label: string;
}) {
  const { text, language, hasVoice, label } = props;
  const { t } = useMessages();
  const { variables, zone } = useFlow();
  const preview = previewOf(text, variables, { language, zone, at: NOW });
  const readable = 'text' in preview ? preview.text : '';
  return (
    <div className="template-preview">
      {readable !== '' && (
        <p className="small soft">
          {t('template.preview')} <bdi lang={language}>{readable}</bdi>
        </p>
      )}
      {hasVoice && <Listen text={readable} language={language} label={label} />}
    </div>
  );
}
