import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

/** Each script and style once more as the server sends it to whoever takes it compressed. */
const compressed: Plugin = {
  name: 'compressed',
  apply: ({ build }) => build?.ssr === undefined || build.ssr === false,
  generateBundle: {
    // Behind Vite's own, which puts the addresses of what is loaded later into the scripts.
    order: 'post',
    async handler(_, bundle) {
      for (const file of Object.values(bundle).filter(({ fileName }) => /\.(js|css)$/.test(fileName))) {
        const source = Buffer.from(file.type === 'chunk' ? file.code : file.source);
        for (const [ending, compress] of [
          ['br', brotliCompress],
          ['gz', gzip],
        ] as const) {
          this.emitFile({ type: 'asset', fileName: `${file.fileName}.${ending}`, source: await promisify(compress)(source) });
        }
      }
    },
  },
};

/** The explorer: everything it needs comes from the server that serves it. */
export default defineConfig(({ isSsrBuild }) => ({
  root: import.meta.dirname,
  plugins: [compressed],
  build: {
    // `vite build web --ssr` makes what the shell draws an audit's file with: one module that needs no package.
    outDir: isSsrBuild ? '../dist/web-ssr' : '../dist/web',
    emptyOutDir: true,
    // The content security policy admits no `data:` scripts or styles, and small files are cached for ever anyway.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    // On a busy machine it measures the machine, before the eyes of whoever starts Rapport for the first time.
    rolldownOptions: { checks: { bundlerTimings: false } },
  },
  ssr: { noExternal: true },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  // `npm run web:dev` beside a server that runs.
  server: { proxy: { '/graphql': { target: 'http://127.0.0.1:4000', ws: true }, '/feed': 'http://127.0.0.1:4000' } },
}));
