import { client } from '../state/bridge.js';
import { location } from '../state/location.svelte.js';
import { preferences } from '../state/preferences.svelte.js';
import { register } from '../state/register.svelte.js';
import { steps } from './steps.js';

/** Does what a menu, its shortcuts or a file association ask of this window. */
export function obeyCommands(): void {
  client.on('command', (asked) => {
    switch (asked.command) {
      case 'new-audit':
        void startAudit();
        break;
      case 'open-draft':
        location.go({ page: 'audit', draft: asked.draft, step: 'case' });
        break;
      case 'open-register':
        location.go({ page: 'register' });
        break;
      case 'open-settings':
      case 'about':
        location.go({ page: 'settings' });
        break;
      case 'next-step':
        walk(1);
        break;
      case 'previous-step':
        walk(-1);
        break;
      case 'larger-text':
        void preferences.resizeText(1);
        break;
      case 'smaller-text':
        void preferences.resizeText(-1);
        break;
      case 'reset-text':
        void preferences.resizeText(0);
        break;
      case 'toggle-theme':
        void preferences.toggleTheme();
        break;
    }
  });
}

/** Opens the wizard on a new draft. */
export async function startAudit(): Promise<void> {
  const draft = await register.createDraft();
  if (draft !== undefined) location.go({ page: 'audit', draft, step: 'case' });
}

function walk(direction: 1 | -1): void {
  const { place } = location;
  if (place.page !== 'audit') return;
  const to = steps[steps.findIndex(({ name }) => name === place.step) + direction];
  if (to !== undefined) location.go({ ...place, step: to.name });
}
