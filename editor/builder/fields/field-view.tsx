import type { Expression, Rule, Texts } from '../../../runtime/engine/index.ts';
import type { FieldProps } from '../inspector/inspecting.tsx';
import { DurationField } from './duration-field.tsx';
import { ExpressionField, ExpressionsField } from './expression-field.tsx';
import { GroupField } from './group-field.tsx';
import { ListField } from './list-field.tsx';
import { NamedField } from './named-field.tsx';
import { PickField } from './pick-field.tsx';
import { ChoiceField, JsonField, NumberField, TextField, YesNoField } from './plain-fields.tsx';
import { RuleField } from './rule-field.tsx';
import { TextsField } from './texts-field.tsx';
import { VariantsField } from './variants-field.tsx';
import { WordsField } from './words-field.tsx';

/** One field, by the sort of its value. */
export function FieldView({ field, path, value }: FieldProps) {
  const { form } = field;
  switch (form.kind) {
    case 'text':
      return <TextField field={{ ...field, form }} path={path} value={value} />;
    case 'number':
      return <NumberField field={field} path={path} value={value} />;
    case 'yesNo':
      return <YesNoField field={field} path={path} value={value} />;
    case 'choice':
      return <ChoiceField field={{ ...field, form }} path={path} value={value} />;
    case 'pick':
      return <PickField from={form.from} optional={field.optional} path={path} value={value} />;
    case 'group':
      return <GroupField field={{ ...field, form }} path={path} value={value} />;
    case 'list':
      return <ListField form={form} path={path} value={Array.isArray(value) ? value : []} />;
    case 'variants':
      return <VariantsField form={form} path={path} value={value ?? field.initial} />;
    case 'texts':
      return <TextsField path={path} value={(value ?? {}) as Texts} long={form.long} />;
    case 'words':
      return <WordsField path={path} value={(value ?? {}) as { [language: string]: string[] }} />;
    case 'named':
      return <NamedField form={form} path={path} value={(value ?? {}) as { [name: string]: unknown }} />;
    case 'expression':
      return (
        <ExpressionField path={path} value={value as Expression | undefined} optional={field.optional} />
      );
    case 'expressions':
      return <ExpressionsField path={path} value={(value ?? {}) as { [name: string]: Expression }} />;
    case 'rule':
      return <RuleField path={path} value={value as Rule | undefined} />;
    case 'duration':
      return <DurationField path={path} value={value} optional={field.optional} />;
    case 'json':
      return <JsonField field={field} path={path} value={value} />;
  }
}
