import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './app/console.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Console } from './app/console';
import { shareUnfinished } from './app/unfinished';
import { keepFocus } from './display/keep-focus';
import { shareSession } from './session/shared-session';

const place = document.getElementById('console');
if (!place) throw new Error('index.html has no element "console".');
shareSession();
shareUnfinished();
keepFocus();
createRoot(place).render(
  <StrictMode>
    <Console />
  </StrictMode>,
);
