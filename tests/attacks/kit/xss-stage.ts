import { chromium as playwright, type BrowserContext } from 'playwright-core';
import { chromium } from '../../kit/browser-setup.ts';

/** A browser that notices whatever runs. */
export interface XssStage {
  context: BrowserContext;
  /** Payloads that ran, dialogs that opened. */
  ran: string[];
  /** What a content policy had to stop. */
  stopped: string[];
  close(): Promise<void>;
}

/** Opens it; every page in it has the function `hit`, which all payloads call. */
export async function xssStage(): Promise<XssStage> {
  const browser = await playwright.launch({
    executablePath: chromium,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
  const context = await browser.newContext();
  const ran: string[] = [];
  const stopped: string[] = [];
  await context.exposeFunction('hit', () => void ran.push('hit'));
  await context.exposeFunction('reportStop', (what: string) => void stopped.push(what));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const { violatedDirective, blockedURI, sample, sourceFile } = event;
      const { reportStop } = globalThis as unknown as { reportStop(what: string): void };
      reportStop([violatedDirective, blockedURI, sample, sourceFile].join(' '));
    });
  });
  context.on('dialog', (dialog) => {
    ran.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  return { context, ran, stopped, close: () => browser.close() };
}
