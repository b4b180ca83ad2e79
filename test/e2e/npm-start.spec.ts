import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';

const SCRIPT = new URL('../../scripts/end-with-shell.mjs', import.meta.url).href;
const PROGRAM = `
  import { endWithShell } from '${SCRIPT}';
  endWithShell();
  process.on('SIGTERM', () => { console.log('told to end'); process.exit(0); });
  setInterval(() => undefined, 60_000);
  console.log('runs');
`;

it('what npm runs in a shell is told to end when the shell alone is', async () => {
  // With a command behind it no shell puts the program in its own place.
  const shell = spawn('sh', ['-c', '"$NODE" --input-type=module -e "$PROGRAM"; true'], {
    env: { ...process.env, NODE: process.execPath, PROGRAM },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [first] = (await once(shell.stdout, 'data')) as [Buffer];
  expect(first.toString()).toBe('runs\n');
  shell.kill('SIGTERM');
  // The pipe ends with the last process that holds it.
  expect(await text(shell.stdout)).toBe('told to end\n');
});
