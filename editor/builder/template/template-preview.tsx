import { isTemplate } from '../../../runtime/engine/index.ts';
import { useFlow } from '../draft/use-draft.tsx';
import { useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';
import { previewOf } from './preview.ts';

/** What “now” means in a preview: when the page was opened. */
const NOW = Date.now();

/** How a text will read, and how it will sound. */
export default function TemplatePreview(props: {
  text: string;
  language: string;
  hasVoice: boolean;
  label: string;
}) {
  const { text, language, hasVoice, label } = props;
  const { t } = useMessages();
  const { variables, zone } = useFlow();
  if (text.trim() === '') return null;
  const preview = previewOf(text, variables, { language, zone, at: NOW });
  const readable = 'text' in preview ? preview.text : '';
  return (
    <div className="template-preview">
      {isTemplate(text) && readable !== '' && (
        <p className="small soft">
          {t('template.preview')} <bdi lang={language}>{readable}</bdi>
        </p>
      )}
      {hasVoice && readable !== '' && 'speechSynthesis' in globalThis && (
        <Button
          aria-label={t('inspector.listenTo', { field: label })}
          onClick={() => listen(readable, language)}
        >
          <span aria-hidden="true">▶</span> {t('inspector.listen')}
        </Button>
      )}
    </div>
  );
}

/** Says a text in the browser's own voice of a language; what it said before ends. */
function listen(text: string, language: string): void {
  const spoken = new SpeechSynthesisUtterance(text);
  spoken.lang = language;
  speechSynthesis.cancel();
  speechSynthesis.speak(spoken);
}
