import { dialog, type BrowserWindow } from 'electron';
import { words } from '../../shared/words/words.js';
import { asShown, commandAsShown, type ConfirmCommand } from '../services/evidence/confirm-command.js';

const says = words.secrets.signingCommand;

/** Asks in a dialog of this process, over the window that `current` gives at that time. */
export function confirmCommandIn(current: () => BrowserWindow): ConfirmCommand {
  return async ({ file, command }) => {
    const { response } = await dialog.showMessageBox(current(), {
      type: 'warning',
      title: says.title,
      message: says.question,
      detail: says.detail(asShown(file), commandAsShown(command)),
      buttons: [says.run, says.refuse],
      defaultId: 1,
      cancelId: 1,
      noLink: true,
    });
    return response === 0;
  };
}
