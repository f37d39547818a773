import { useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';

/** Says a text in the browser's own voice of a language; what it said before ends. Nothing where there is no voice. */
export function Listen({ text, language, label }: { text: string; language: string; label: string }) {
  const { t } = useMessages();
  if (text.trim() === '' || !('speechSynthesis' in globalThis)) return null;
  const listen = (): void => {
    const spoken = new SpeechSynthesisUtterance(text);
    spoken.lang = language;
    speechSynthesis.cancel();
    speechSynthesis.speak(spoken);
  };
  return (
    <Button aria-label={t('inspector.listenTo', { field: label })} onClick={listen}>
      <span aria-hidden="true">▶</span> {t('inspector.listen')}
    </Button>
  );
}
