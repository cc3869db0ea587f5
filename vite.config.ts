import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { markdownPage } from './scripts/build/markdown-page.js';

/**
 * Builds the window's page. Assets are relative, as it is served from app:// and from the loopback
 * host alike; nothing is inline, so that the content security policy can forbid it.
 */
export default defineConfig({
  root: fileURLToPath(new URL('renderer', import.meta.url)),
  base: './',
  plugins: [markdownPage(), svelte({ configFile: false, compilerOptions: { runes: true } })],
  build: {
    outDir: fileURLToPath(new URL('dist/renderer', import.meta.url)),
    emptyOutDir: true,
    // The oldest Chromium that the tests drive (docs/decisions/0008).
    target: 'chrome108',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
});
