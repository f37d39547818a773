import * as monaco from 'monaco-editor/editor';
// All of them: picked one by one, the bundler leaves out services that others among them ask for later.
import 'monaco-editor/features/register.all';
import { jsonDefaults } from 'monaco-editor/languages/features/json/register';
import 'monaco-editor/languages/definitions/javascript/register';
import 'monaco-editor/languages/definitions/liquid/register';
// oxlint-disable-next-line import/default -- Vite makes it
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
// oxlint-disable-next-line import/default -- Vite makes it
import JsonWorker from 'monaco-editor/language/json/json.worker?worker';
import { isDark } from '../../ui/theme.ts';
import './json-view.css';

// Monaco looks for this on the page's global object.
self.MonacoEnvironment = {
  getWorker: (_id, label) => (label === 'json' ? new JsonWorker() : new EditorWorker()),
};

/** How all our editors look. */
export const looks = (label: string): monaco.editor.IStandaloneEditorConstructionOptions => ({
  theme: isDark() ? 'vs-dark' : 'vs',
  ariaLabel: label,
  automaticLayout: true,
  fontSize: 13,
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  // Monaco would ask about them in a dialog of the browser, and take them out of what somebody has written.
  unusualLineTerminators: 'off',
  renderLineHighlight: 'none',
  padding: { top: 12, bottom: 12 },
  // In a narrow place a hint must not be cut off.
  fixedOverflowWidgets: true,
  // Tab leads on to the next field; Ctrl+M changes that.
  tabFocusMode: true,
});

/** Says what JSON of a name looks like, for completion and marks. */
export function describe(uri: string, schema: object | undefined): void {
  const others = (jsonDefaults.diagnosticsOptions.schemas ?? []).filter((one) => one.uri !== `${uri}.schema`);
  jsonDefaults.setDiagnosticsOptions({
    validate: true,
    schemas: schema ? [...others, { uri: `${uri}.schema`, fileMatch: [uri], schema }] : others,
  });
}

export { monaco };
