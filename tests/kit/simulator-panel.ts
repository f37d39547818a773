import type { Locator, Page } from 'playwright-core';
import type { EditorStage } from './editor-stage.ts';
import type { RunningServer } from './running-server.ts';
import { storedFlow } from './drawing.ts';
import type { FlowDefinition } from '../../runtime/engine/index.ts';

/** The simulator beside a drawing. */
export interface OpenSimulator {
  page: Page;
  server: RunningServer;
  panel: Locator;
}

/** What the page's stand-ins for the browser's voice and ears leave and take. */
interface Ears {
  /** What the voice was given to say, each with its language. */
  spoken: string[];
  /** What the recogniser hears next, or the error it ends with. */
  hears: { words: string } | { error: string };
  /** Languages the recogniser was asked to hear. */
  heardIn: string[];
}

/** An admin who has the simulator open beside a drawing; voice and ears of the browser are stand-ins. */
export async function openSimulator(
  stage: EditorStage,
  {
    flow = 'clinic',
    ...options
  }: { flow?: FlowDefinition | string } & Parameters<EditorStage['admin']>[0] = {},
): Promise<OpenSimulator> {
  const { page, server } = await stage.admin(options);
  await page.addInitScript(standIns);
  const id = typeof flow === 'string' ? flow : await storedFlow(page, flow);
  await page.goto(`${server.url}/flows/${id}`);
  await page.getByRole('button', { name: 'Play' }).click();
  await page.getByRole('heading', { name: 'Simulator' }).waitFor();
  const panel = page.getByRole('complementary', { name: 'Simulator' });
  await panel.getByLabel('Channel').waitFor();
  return { page, server, panel };
}

/** Runs in the page, before anything else does. */
function standIns(): void {
  const ears: Ears = { spoken: [], hears: { words: '' }, heardIn: [] };
  class Recognition {
    lang = '';
    onresult: ((event: object) => void) | null = null;
    onerror: ((event: object) => void) | null = null;
    onend: (() => void) | null = null;
    start() {
      ears.heardIn.push(this.lang);
      const { hears } = ears;
      setTimeout(() => {
        if ('words' in hears) this.onresult?.({ results: [[{ transcript: hears.words }]] });
        else this.onerror?.({ error: hears.error });
        this.onend?.();
      });
    }
    abort() {
      this.onend?.();
    }
  }
  Object.assign(window, { ears, SpeechRecognition: Recognition });
  speechSynthesis.speak = ({ lang, text }) => void ears.spoken.push(`${lang} ${text}`);
}

export const spoken = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as { ears: Ears }).ears.spoken);
export const heardIn = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as { ears: Ears }).ears.heardIn);

/** What the browser hears when the microphone is next used. */
export const willHear = (page: Page, hears: Ears['hears']): Promise<void> =>
  page.evaluate((next) => {
    (window as unknown as { ears: Ears }).ears.hears = next;
  }, hears);

/** Sets the clock, so that no test depends on the day it runs. */
export async function onMonday({ panel }: OpenSimulator): Promise<void> {
  await panel.getByRole('tab', { name: 'World' }).click();
  await panel.getByLabel('Day and time').fill('2026-03-02T10:00');
  await panel.getByRole('button', { name: 'Jump there' }).click();
  await panel.getByText('Monday, March 2, 2026').waitFor();
  await panel.getByRole('tab', { name: 'Conversation' }).click();
}
