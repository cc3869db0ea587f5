import type { WebContents } from 'electron';
import { isRendererUrl } from '../services/shell/renderer-origin.js';

/** Keeps any page of this process where it is: no other origin, no further window, no guest page. */
export function confine(contents: WebContents): void {
  const stayHome = (details: { readonly url: string; preventDefault(): void }): void => {
    if (!isRendererUrl(details.url)) details.preventDefault();
  };
  contents.on('will-navigate', stayHome);
  contents.on('will-frame-navigate', stayHome);
  contents.on('will-redirect', stayHome);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}
