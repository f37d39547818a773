import { baseLanguage } from '../../../engine/index.ts';

/**
 * Languages the carrier reads aloud and understands. Both lists are those of Twilio (types `SayLanguage` and
 * `GatherLanguage` of its Node package 6.2.0; https://www.twilio.com/docs/voice/say/text-speech and
 * https://www.twilio.com/docs/voice/twiml/gather#languagetags); Telnyx and SignalWire take the same tags.
 */
const SPOKEN =
  `af-ZA am-ET ar-AE ar-XA arb bg-BG bn-IN ca-ES cmn-CN cmn-TW cs-CZ cy-GB da-DK de-AT de-DE el-GR en-AU en-CA en-GB
  en-GB-WLS en-IE en-IN en-NZ en-US en-ZA es-ES es-MX es-US fi-FI fil-PH fr-CA fr-FR fr-BE gu-IN he-IL hi-IN hu-HU
  id-ID is-IS it-IT ja-JP kn-IN ko-KR lv-LV ml-IN mr-IN ms-MY nb-NO nl-BE nl-NL pa-IN pl-PL pt-BR pt-PT ro-RO ru-RU
  sk-SK sr-RS sv-SE ta-IN te-IN th-TH tr-TR uk-UA vi-VN yue-HK zh-CN zh-HK zh-TW`.split(/\s+/);

const UNDERSTOOD =
  `af-ZA am-ET ar-AE ar-BH ar-DZ ar-EG ar-IL ar-IQ ar-JO ar-KW ar-LB ar-MA ar-OM ar-PS ar-QA ar-SA ar-TN az-AZ bg-BG
  bn-BD bn-IN ca-ES cs-CZ da-DK de-DE el-GR en-AU en-CA en-GB en-GH en-IE en-IN en-KE en-NG en-NZ en-PH en-SG en-TZ
  en-US en-ZA es-AR es-BO es-CL es-CO es-CR es-DO es-EC es-ES es-GT es-HN es-MX es-NI es-PA es-PE es-PR es-PY es-SV
  es-US es-UY es-VE et-EE eu-ES fa-IR fi-FI fil-PH fr-CA fr-FR gl-ES gu-IN he-IL hi-IN hr-HR hu-HU hy-AM id-ID is-IS
  it-IT ja-JP jv-ID ka-GE km-KH kn-IN ko-KR lo-LA lt-LT lv-LV mk-MK ml-IN mn-MN mr-IN ms-MY my-MM nb-NO ne-NP nl-BE
  nl-NL pa-guru-IN pl-PL pt-BR pt-PT ro-RO ru-RU si-LK sk-SK sl-SI sq-AL sr-RS su-ID sv-SE sw-KE sw-TZ ta-IN ta-LK
  ta-MY ta-SG te-IN th-TH tr-TR uk-UA ur-IN ur-PK uz-UZ vi-VN yue-Hant-HK cmn-Hans-CN zh-TW cmn-Hant-TW
  zu-ZA`.split(/\s+/);

/** Where the list's first entry of a language is not the one most callers speak, or the list names the language otherwise. */
const USUAL_SPOKEN: Record<string, string> = {
  ar: 'arb',
  de: 'de-DE',
  en: 'en-US',
  fr: 'fr-FR',
  nl: 'nl-NL',
  no: 'nb-NO',
  zh: 'cmn-CN',
};
const USUAL_UNDERSTOOD: Record<string, string> = {
  ar: 'ar-EG',
  en: 'en-US',
  es: 'es-ES',
  fr: 'fr-FR',
  nl: 'nl-NL',
  no: 'nb-NO',
  pa: 'pa-guru-IN',
  zh: 'cmn-Hans-CN',
};

/** The carrier's tag for reading a language aloud; undefined when it has no voice for it (Persian, for one). */
export const spokenTag = (language: string): string | undefined => tagIn(SPOKEN, USUAL_SPOKEN, language);

/** The carrier's tag for understanding a language; undefined when its recogniser does not know it. */
export const understoodTag = (language: string): string | undefined =>
  tagIn(UNDERSTOOD, USUAL_UNDERSTOOD, language);

function tagIn(list: string[], usual: Record<string, string>, language: string): string | undefined {
  const exact = list.find((tag) => tag.toLowerCase() === language.toLowerCase());
  const base = baseLanguage(language);
  return exact ?? usual[base] ?? list.find((tag) => baseLanguage(tag) === base);
}
