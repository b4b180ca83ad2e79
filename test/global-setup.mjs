import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What draws audits is a module of its own, made by the build. In a fresh clone nothing is built yet: it is made once, before any test. */
export default function globalSetup() {
  if (existsSync('dist/web-ssr/render.js')) return;
  const vite = ['node_modules/vite/bin/vite.js', 'build', 'web', '--ssr', 'src/audit/render.tsx', '--logLevel', 'error'];
  const { status, stderr } = spawnSync(process.execPath, vite, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}
