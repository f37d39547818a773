import { useEffect, useRef, useState } from 'react';
import type { SimulatedWorld } from '../../../runtime/simulated-world/index.ts';

const STORED = 'patchbay.simulator.voice';

/** The browser's voice: says what the flow says as a call goes on, and can be turned off for good. */
export function useVoice(world: SimulatedWorld, isSpoken: boolean) {
  const isThere = 'speechSynthesis' in window;
  const [isOn, setOn] = useState(() => localStorage.getItem(STORED) !== 'off');
  const heard = useRef(world);
  useEffect(() => {
    const before = heard.current;
    heard.current = world;
    if (!isThere || world === before) return;
    // Whoever acts or goes elsewhere interrupts what is being said.
    speechSynthesis.cancel();
    // Going back is no reason to hear everything again.
    if (!isOn || !isSpoken || world.seq <= before.seq) return;
    for (const { effects } of world.story.filter(({ event }) => event.seq > before.seq))
      for (const effect of effects) {
        if (effect.type !== 'channel.prompt' || effect.text === '') continue;
        const words = new SpeechSynthesisUtterance(effect.text);
        words.lang = effect.language;
        speechSynthesis.speak(words);
      }
  }, [world, isOn, isSpoken, isThere]);
  useEffect(() => () => (isThere ? speechSynthesis.cancel() : undefined), [isThere]);
  const toggle = () => {
    localStorage.setItem(STORED, isOn ? 'off' : 'on');
    if (isOn && isThere) speechSynthesis.cancel();
    setOn(!isOn);
  };
  return { isThere, isOn, toggle };
}
