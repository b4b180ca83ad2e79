import { defineConfig } from 'vite';

/** The explorer: everything it needs comes from the server that serves it. */
export default defineConfig(({ isSsrBuild }) => ({
  root: import.meta.dirname,
  build: {
    // `vite build web --ssr` makes what the shell draws an audit's file with: one module that needs no package.
    outDir: isSsrBuild ? '../dist/web-ssr' : '../dist/web',
    emptyOutDir: true,
    // The content security policy admits no `data:` scripts or styles, and small files are cached for ever anyway.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
  },
  ssr: { noExternal: true },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  // `npm run web:dev` beside a server that runs.
  server: { proxy: { '/graphql': { target: 'http://127.0.0.1:4000', ws: true }, '/feed': 'http://127.0.0.1:4000' } },
}));
