import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Somebody who has a keyboard and nothing else. After every key the focus has to be somewhere, and to be seen there. */
export interface ByKey {
  press: (...keys: string[]) => Promise<void>;
  type: (text: string) => Promise<void>;
  /** Presses Tab until the focus is in this, or Shift+Tab. */
  reach: (wanted: Locator, key?: 'Tab' | 'Shift+Tab') => Promise<void>;
}

/** Presses of Tab after which something counts as out of reach: more than any screen has stops. */
const MOST = 250;

/** Works a page by key alone; throws as soon as the focus is lost, hidden or not shown. */
export function byKey(page: Page): ByKey {
  const { keyboard } = page;
  const seen = async (after: string): Promise<void> => {
    await expect
      .poll(() => page.evaluate(faultOfFocus), { message: `the focus after ${after}`, timeout: 5_000 })
      .toBe('');
  };
  const press: ByKey['press'] = async (...keys) => {
    for (const key of keys) {
      await keyboard.press(key);
      await seen(key);
    }
  };
  return {
    press,
    async type(text) {
      await keyboard.type(text);
      await seen('typing');
    },
    async reach(wanted, key = 'Tab') {
      await wanted.first().waitFor({ state: 'attached' });
      for (let count = 0; count < MOST; count += 1) {
        if (await wanted.first().evaluate((element) => element === document.activeElement)) return;
        await press(key);
      }
      throw new Error(`${key} does not lead to ${String(wanted)}.`);
    },
  };
}

/** What is wrong with the focus: lost, out of sight, or without a mark; runs in the page. Nothing: an empty text. */
function faultOfFocus(): string {
  const element = document.activeElement;
  if (!element || element === document.body) return 'lost';
  const name = `${element.tagName}.${element.className.toString()}`;
  // A tree has the focus, and its current line the mark.
  const lines = [...element.querySelectorAll('[data-current]')];
  const marked = [element, ...lines, ...element.children].some((one) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) || boxShadow.includes('inset');
  });
  if (!marked) return `${name} shows no mark`;
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const isInSight = right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
  return isInSight ? '' : `${name} is out of sight`;
}
