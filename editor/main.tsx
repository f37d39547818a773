import './ui/trusted-types.ts';
import './ui/no-compiled-schemas.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App, begin } from './app.tsx';
import { firstSpoken, MessagesProvider } from './messages/index.tsx';
import { keepFocus } from './ui/keep-focus.ts';
import { applyStillness, isStill } from './ui/motion.ts';
import { applyTheme, storedTheme } from './ui/theme.ts';
import './ui/tokens.css';
import './ui/base.css';
import './ui/parts.css';
import './ui/groups.css';
import './app.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

applyTheme(storedTheme());
applyStillness(isStill());
keepFocus();
// What the page needs comes while its texts come.
begin(location.pathname);
const first = await firstSpoken();
createRoot(root).render(
  <StrictMode>
    <MessagesProvider first={first}>
      <App />
    </MessagesProvider>
  </StrictMode>,
);
