import { useEffect, useRef, useState } from 'react';
import { type Deafness, deafnessOf, newRecogniser, type Recogniser } from './recogniser.ts';

/** The browser's microphone: hears one utterance at a time, and hands over its words. */
export function useMicrophone(language: string, onHeard: (words: string) => void) {
  const [isThere] = useState(
    () => window.SpeechRecognition !== undefined || window.webkitSpeechRecognition !== undefined,
  );
  const [isListening, setListening] = useState(false);
  const [told, setTold] = useState<Deafness>();
  const running = useRef<Recogniser | undefined>(undefined);
  const stop = () => {
    const recogniser = running.current;
    running.current = undefined;
    setListening(false);
    recogniser?.abort();
  };
  // Whoever goes elsewhere is not listened to any longer.
  useEffect(() => () => running.current?.abort(), []);
  function listen(): void {
    const recogniser = newRecogniser();
    if (!recogniser) return;
    running.current = recogniser;
    const isCurrent = () => running.current === recogniser;
    recogniser.lang = language;
    recogniser.onresult = ({ results }) => {
      const words = Array.from(results, (one) => one[0]?.transcript ?? '')
        .join(' ')
        .trim();
      if (isCurrent() && words !== '') onHeard(words);
    };
    recogniser.onerror = ({ error }) => {
      if (isCurrent()) setTold(deafnessOf(error));
    };
    recogniser.onend = () => {
      if (!isCurrent()) return;
      running.current = undefined;
      setListening(false);
    };
    setTold(undefined);
    setListening(true);
    // Whoever speaks interrupts what is being said, and is not to hear it in the microphone.
    if ('speechSynthesis' in window) speechSynthesis.cancel();
    try {
      recogniser.start();
    } catch {
      setTold('forbidden');
      stop();
    }
  }
  return { isThere, isListening, told, listen, stop };
}
