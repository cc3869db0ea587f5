import { app, type Session } from 'electron';
import { mayRequest } from '../services/shell/renderer-origin.js';

/** Before the app is ready: takes from Chromium the means to reach anything, and its own reasons to try. */
export function goOffline(): void {
  const { commandLine } = app;
  // No name resolves, and what needs none (an address) meets a proxy that is not there.
  commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  commandLine.appendSwitch('proxy-server', 'socks5://0.0.0.0:1');
  commandLine.appendSwitch('force-webrtc-ip-handling-policy', 'disable_non_proxied_udp');
  commandLine.appendSwitch('disable-background-networking');
  commandLine.appendSwitch('disable-component-update');
  commandLine.appendSwitch('disable-domain-reliability');
  commandLine.appendSwitch('disable-sync');
  commandLine.appendSwitch('no-pings');
}

/** Cancels every request of a session but those for the window's own files. */
export function cancelNetwork(session: Session): void {
  session.webRequest.onBeforeRequest((details, callback) => callback({ cancel: !mayRequest(details.url) }));
}
