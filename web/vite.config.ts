import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

/** Adds a compressed copy of each script and style, which the server sends to clients that accept it. */
const compressed: Plugin = {
  name: 'compressed',
  apply: ({ build }) => build?.ssr === undefined || build.ssr === false,
  generateBundle: {
    // After Vite's own step, which writes the URLs of lazily loaded chunks into the scripts.
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

/** The build of the explorer, which loads everything from the server that serves it. */
export default defineConfig(({ isSsrBuild }) => ({
  root: import.meta.dirname,
  plugins: [compressed],
  build: {
    // `vite build web --ssr` builds the module with which the shell renders an audit to a file; it needs no package.
    outDir: isSsrBuild ? '../dist/web-ssr' : '../dist/web',
    emptyOutDir: true,
    // The content security policy allows no `data:` scripts or styles, and small files are cached indefinitely anyway.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    // On a busy machine the timings are meaningless, and users who start Rapport for the first time would see the warning.
    rolldownOptions: { checks: { bundlerTimings: false } },
  },
  ssr: { noExternal: true },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  // For `npm run web:dev` next to a running server.
  server: { proxy: { '/graphql': { target: 'http://127.0.0.1:4000', ws: true }, '/feed': 'http://127.0.0.1:4000' } },
}));
