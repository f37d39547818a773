import { useMessages } from '../../messages/index.tsx';
import { useInspecting } from '../inspector/inspecting.tsx';

/** The languages of a text; one that has no words yet says so. All fields of a form show the language chosen in one. */
export function LanguageTabs(props: {
  label: string;
  languages: readonly string[];
  isWritten: (language: string) => boolean;
}) {
  const { languages, isWritten } = props;
  const { t, nameOf } = useMessages();
  const { language, speak } = useInspecting();
  if (languages.length < 2) return null;
  return (
    <fieldset className="language-tabs" aria-label={t('inspector.languagesOf', { field: props.label })}>
      {languages.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === language}
          aria-label={isWritten(one) ? nameOf(one) : t('inspector.notWritten', { language: nameOf(one) })}
          title={nameOf(one)}
          data-missing={isWritten(one) ? undefined : true}
          onClick={() => speak(one)}
        >
          {one}
        </button>
      ))}
    </fieldset>
  );
}
