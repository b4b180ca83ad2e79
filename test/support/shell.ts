import { tmpdir } from 'node:os';
import { vi } from 'vitest';
import { openServer } from '../../src/app/open-server.js';
import { openReadOnly, openServices } from '../../src/app/open-services.js';
import { runProgram } from '../../src/cli/program.js';
import { TerminalIo } from '../../src/cli/terminal-io.js';

/**
 * Runs `rapport …` in this process, from its arguments to the exit code, to save the seconds that a process takes to start.
 * e2e/cli.spec.ts shows that a separate process behaves the same. The working directory has no `.env`, because its values would
 * remain in the environment of all later tests.
 */
export async function shell(words: readonly string[], environment: Readonly<Record<string, string>>) {
  const said = { out: '', err: '' };
  const into = (channel: keyof typeof said) => ({
    isTTY: false,
    columns: 80,
    write: (text: string) => ((said[channel] += text), true),
  });
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  try {
    const io = new TerminalIo(into('out'), into('err'), tmpdir(), new AbortController().signal);
    const exit = await runProgram(words, io, { openServices, openReadOnly, openServer });
    return { exit, ...said };
  } finally {
    vi.unstubAllEnvs();
  }
}
