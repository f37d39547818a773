/** A Node-RED node: all of them have these, and what their type needs. */
export interface RedNode {
  id: string;
  type: string;
  z: string;
  wires: string[][];
  [setting: string]: unknown;
}

const tab = 'bot';

const node = (id: string, type: string, next: (string | string[])[], settings: object = {}): RedNode => ({
  id,
  type,
  z: tab,
  wires: next.map((to) => (Array.isArray(to) ? to : [to])),
  ...settings,
});

const equals = (value: string) => ({ t: 'eq', v: value, vt: 'str' });
const set = (property: string, to: string, type = 'str') => ({
  t: 'set',
  p: property,
  pt: 'msg',
  to,
  tot: type,
});
const choose = (property: string, values: string[]) => ({
  property,
  propertyType: 'msg',
  rules: values.map(equals),
  checkall: 'false',
  outputs: values.length,
});

/**
 * The three turns of `threeTurns` as a Node-RED user draws them: what a contact has said so far is kept in the global
 * context, in memory, and forgotten when the conversation is over.
 */
export const botFlow: object[] = [
  { id: tab, type: 'tab', label: 'Three turns' },
  node('in', 'http in', ['load'], { url: '/bot', method: 'post' }),
  node('load', 'function', ['stage'], {
    outputs: 1,
    func: `msg.key = 'c' + msg.payload.conversation.replace(/\\W/g, '_');
           msg.state = global.get(msg.key) || { at: 'start' };
           return msg;`,
  }),
  node('stage', 'switch', ['welcome', 'menu', 'thanks'], choose('state.at', ['start', 'menu', 'when'])),
  node('welcome', 'change', ['save'], {
    rules: [
      set('state.at', 'menu'),
      set(
        'answers',
        '["Welcome to the clinic.","For an appointment press 1, for prices 2, for a person 0."]',
        'json',
      ),
    ],
  }),
  node('menu', 'switch', ['appointment', 'prices', 'appointment'], choose('payload.text', ['1', '2', '0'])),
  node('appointment', 'change', ['save'], {
    rules: [
      set('state.at', 'when'),
      set('answers', '["Let us find a time for you.","When would you like to come?"]', 'json'),
    ],
  }),
  node('prices', 'change', ['save'], {
    rules: [
      set('state.at', 'when'),
      set('answers', '["A check-up is 40, a cleaning 60.","When would you like to come?"]', 'json'),
    ],
  }),
  node('thanks', 'template', ['end'], {
    field: 'answers',
    fieldType: 'msg',
    syntax: 'mustache',
    output: 'str',
    template: 'We have noted {{payload.text}}. See you then.',
  }),
  node('end', 'function', ['answer'], {
    outputs: 1,
    func: `global.set(msg.key, undefined); msg.answers = [msg.answers]; return msg;`,
  }),
  node('save', 'function', ['answer'], {
    outputs: 1,
    func: `global.set(msg.key, msg.state); return msg;`,
  }),
  node('answer', 'function', ['out'], {
    outputs: 1,
    func: `msg.payload = { contact: msg.key, ended: !global.get(msg.key),
             messages: msg.answers.map((text) => ({ type: 'prompt', language: 'en', text })) };
           return msg;`,
  }),
  node('out', 'http response', []),
];
