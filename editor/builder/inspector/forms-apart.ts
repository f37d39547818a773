import { apart } from '../../apart.tsx';

/** The forms of the inspector, which come after the drawing. */
export const forms = apart(() => import('./forms.tsx'), null);

/** Those of nodes: an open flow begins with nothing chosen. */
export const chosenForms = apart(() => import('./chosen-forms.tsx'), null);
