import { CHANNEL_TRAITS } from '../channel-kind.ts';
import { chooseText, type Texts } from '../document/text.ts';
import { asText } from '../document/value.ts';
import type { Choice, EffectBody } from '../effect.ts';
import { evaluate, type Scope } from '../document/evaluate.ts';
import { baseLanguage } from '../language.ts';
import type { Action, ChoiceTexts, MachineJson } from '../machine.ts';
import type { MachineContext, MachineEvent } from '../snapshot.ts';
import { renderTemplate } from '../template.ts';
import { isTemplate } from '../template/is-template.ts';
import { requestOf } from './request.ts';
import { scopeOf } from './vocabulary.ts';

/** How a key is announced on the phone, by language. `{label}` and `{key}` are filled in. */
const ANNOUNCEMENTS: Record<string, string> = {
  en: 'For {label}, press {key}.',
  tr: '{label} için {key} tuşuna basın.',
  ms: 'Untuk {label}, tekan {key}.',
  fa: 'برای {label}، کلید {key} را فشار دهید.',
};

/** Effects that came about without a look at the contact's values, by language and channel: they are always the same. */
const fixed = new WeakMap<Action, Map<string, EffectBody>>();

/** Turns an asked-for action into an effect: texts chosen by language and channel and rendered. Throws `TemplateError`. */
export function effectOf(
  action: Action,
  context: MachineContext,
  event: MachineEvent,
  machine: MachineJson,
): EffectBody | undefined {
  if (action.type !== 'prompt' && action.type !== 'collect')
    return madeOf(action, { context, machine, scope: () => scopeOf(context, event, machine) });
  const key = `${context.language} ${context.contact.channel}`;
  const known = fixed.get(action)?.get(key);
  if (known) return known;
  let looked = false;
  const scope = () => {
    looked = true;
    return scopeOf(context, event, machine);
  };
  const made = madeOf(action, { context, machine, scope });
  if (made && !looked) fixed.set(action, (fixed.get(action) ?? new Map<string, EffectBody>()).set(key, made));
  return made;
}

function madeOf(action: Action, render: Render): EffectBody | undefined {
  const { context } = render;
  switch (action.type) {
    case 'prompt': {
      const { texts, announce, awaited } = action.params;
      const said = say(texts, render);
      const keys =
        announce && CHANNEL_TRAITS[context.contact.channel].spoken ? announceKeys(announce, render) : '';
      if (said.text === '' && keys === '' && !said.recording) return undefined;
      return {
        type: 'channel.prompt',
        ...said,
        text: [said.text, keys].filter(Boolean).join(' '),
        ...(awaited ? { awaited } : {}),
      };
    }
    case 'collect': {
      const { choices, hints, ...listening } = action.params;
      return {
        type: 'channel.collect',
        language: context.language,
        ...listening,
        ...(choices ? { choices: choices.map((choice) => labelled(choice, render)) } : {}),
        ...(hints?.[context.language] ? { hints: hints[context.language]! } : {}),
      };
    }
    case 'dial': {
      const scope = render.scope();
      const callerId = action.params.callerId && evaluate(action.params.callerId, scope);
      return {
        type: 'channel.dial',
        to: asText(evaluate(action.params.to, scope)),
        timeoutSeconds: action.params.timeoutSeconds,
        language: context.language,
        ...(callerId ? { callerId: asText(callerId) } : {}),
      };
    }
    case 'request':
      return requestOf(action.params, render.scope());
    case 'runCode': {
      const scope = render.scope();
      const inputs = Object.entries(action.params.inputs).map(([name, from]) => [
        name,
        evaluate(from, scope),
      ]);
      return { type: 'script.run', source: action.params.source, inputs: Object.fromEntries(inputs) };
    }
    case 'note':
      return { type: 'contact.note', text: say(action.params.text, render).text };
    case 'rememberLanguage':
      return { type: 'customer.update', language: context.language };
    default:
      return undefined;
  }
}

interface Render {
  context: MachineContext;
  machine: MachineJson;
  scope: () => Scope;
}

function say(
  texts: Texts,
  { context, machine, scope }: Render,
): { text: string; language: string; recording?: string } {
  const chosen = chooseText(texts, context.language, context.contact.channel, machine.languages[0]!);
  if (!chosen) return { text: '', language: context.language };
  const { template, ...rest } = chosen;
  if (!isTemplate(template)) return { text: template.trim(), ...rest };
  const values = scope();
  return { text: renderTemplate(template, values.values, values).trim(), ...rest };
}

function labelled(choice: ChoiceTexts, render: Render): Choice {
  const { label, words, ...rest } = choice;
  const said = words?.[render.context.language];
  return { ...rest, label: say(label, render).text, ...(said && said.length > 0 ? { words: said } : {}) };
}

function announceKeys(choices: ChoiceTexts[], render: Render): string {
  const sentence = ANNOUNCEMENTS[baseLanguage(render.context.language)] ?? ANNOUNCEMENTS['en']!;
  return choices
    .filter((choice) => choice.key !== undefined)
    .map((choice) =>
      sentence.replace('{label}', () => say(choice.label, render).text).replace('{key}', () => choice.key!),
    )
    .join(' ');
}
