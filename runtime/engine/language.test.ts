import { describe, expect, it } from 'vitest';
import { baseLanguage, direction, languageTagSchema, pickLanguage } from './language.ts';

describe('languageTagSchema', () => {
  it('accepts tags in their usual spelling', () => {
    for (const tag of ['en', 'en-US', 'tr-TR', 'ms', 'fa', 'zh-Hant-TW'])
      expect(languageTagSchema.safeParse(tag).success, tag).toBe(true);
  });

  it('rejects what is no tag, and names the usual spelling of what nearly is', () => {
    for (const tag of ['', 'e', 'english!', 'tr_TR', '../en', '__proto__'])
      expect(languageTagSchema.safeParse(tag).success, tag).toBe(false);
    expect(languageTagSchema.safeParse('tr-tr').error?.issues[0]?.message).toContain('tr-TR');
  });
});

describe('direction', () => {
  it('is right to left for Persian, Arabic, Hebrew and Urdu', () => {
    for (const tag of ['fa', 'fa-IR', 'ar-EG', 'he', 'ur']) expect(direction(tag), tag).toBe('rtl');
  });

  it('is left to right for the others', () => {
    for (const tag of ['en', 'tr-TR', 'ms', 'zh']) expect(direction(tag), tag).toBe('ltr');
  });

  it('follows an explicit script before the language', () => {
    expect(direction('az-Arab')).toBe('rtl');
    expect(direction('ur-Latn-PK')).toBe('ltr');
  });
});

it('baseLanguage drops script and region', () => {
  expect(baseLanguage('tr-TR')).toBe('tr');
  expect(baseLanguage('FA')).toBe('fa');
});

describe('pickLanguage', () => {
  it('prefers the same tag, then the shorter one, then a sister, then the fallback', () => {
    expect(pickLanguage('en-GB', ['en', 'en-GB'], 'tr')).toBe('en-GB');
    expect(pickLanguage('en-GB', ['en', 'fa'], 'tr')).toBe('en');
    expect(pickLanguage('en', ['tr', 'en-GB'], 'tr')).toBe('en-GB');
    expect(pickLanguage('de', ['tr', 'en'], 'tr')).toBe('tr');
    expect(pickLanguage(undefined, ['en'], 'en')).toBe('en');
  });

  it('takes several wishes in order and returns tags as they are written in the list', () => {
    expect(pickLanguage(['de', 'MS-my'], ['ms-MY', 'en'], 'en')).toBe('ms-MY');
  });
});
