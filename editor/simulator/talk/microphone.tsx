import { useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';
import { useMicrophone } from './use-microphone.ts';

/** Lets whoever plays speak to the flow, where the browser can hear; typing stays beside it. */
export function Microphone({ language, onHeard }: { language: string; onHeard: (words: string) => void }) {
  const { t } = useMessages();
  const { isThere, isListening, told, listen, stop } = useMicrophone(language, onHeard);
  if (!isThere) return null;
  return (
    <>
      <Button aria-pressed={isListening} onClick={isListening ? stop : listen}>
        {t('simulator.microphone')}
      </Button>
      <output className="composer-told small soft">
        {isListening && t('simulator.microphone.listening')}
        {told !== undefined && t(`simulator.microphone.${told}`)}
      </output>
    </>
  );
}
