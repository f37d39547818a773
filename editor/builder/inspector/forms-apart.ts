import { apart } from '../../apart.tsx';

/** The forms of the inspector, which come after the drawing. */
export const forms = apart(() => import('./forms.tsx'), null);
