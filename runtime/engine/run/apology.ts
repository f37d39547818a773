import type { ChannelKind } from '../channel-kind.ts';
import { baseLanguage } from '../language.ts';
import type { MachineJson } from '../machine.ts';
import { chooseText } from '../document/text.ts';

const APOLOGIES: Record<string, string> = {
  en: 'We are sorry, something went wrong on our side. Please contact us again.',
  tr: 'Üzgünüz, bizden kaynaklanan bir sorun oldu. Lütfen bize yeniden ulaşın.',
  ms: 'Maaf, terdapat masalah di pihak kami. Sila hubungi kami semula.',
  fa: 'متأسفیم، مشکلی از سوی ما پیش آمد. لطفاً دوباره با ما تماس بگیرید.',
};

/** Last words to a contact that must be closed because of an error. Never a template: it cannot fail. */
export function apologyFor(
  machine: MachineJson | undefined,
  language: string,
  channel: ChannelKind,
): { text: string; language: string; recording?: string } {
  const own = machine?.apology && chooseText(machine.apology, language, channel, machine.languages[0]!);
  if (own && !/\{[{%]/.test(own.template))
    return {
      text: own.template,
      language: own.language,
      ...(own.recording ? { recording: own.recording } : {}),
    };
  const spoken = APOLOGIES[baseLanguage(language)] ? baseLanguage(language) : 'en';
  return { text: APOLOGIES[spoken]!, language: spoken };
}
