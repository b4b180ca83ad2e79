import { defineConfig } from 'vite';

/** The explorer: everything it needs comes from the server that serves it. */
export default defineConfig({
  root: import.meta.dirname,
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // The content security policy admits no `data:` scripts or styles, and small files are cached for ever anyway.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  // `npm run web:dev` beside a server that runs.
  server: { proxy: { '/graphql': { target: 'http://127.0.0.1:4000', ws: true }, '/feed': 'http://127.0.0.1:4000' } },
});
