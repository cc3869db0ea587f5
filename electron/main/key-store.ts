import { safeStorage } from 'electron';
import type { KeyStore } from '../services/register/register-service.js';

/** The system's own store of keys, in which the register may keep a key for this user on this machine. */
export const keyStore: KeyStore = {
  get backend() {
    switch (process.platform) {
      case 'win32':
        return 'dpapi';
      case 'darwin':
        return 'keychain';
      default:
        return safeStorage.getSelectedStorageBackend();
    }
  },
  isAvailable: () => safeStorage.isEncryptionAvailable(),
  encrypt: (text) => safeStorage.encryptString(text),
  decrypt: (encrypted) => safeStorage.decryptString(encrypted),
};
