import { tmpdir } from 'node:os';
import { vi } from 'vitest';
import { openServer } from '../../src/app/open-server.js';
import { openReadOnly, openServices } from '../../src/app/open-services.js';
import { runProgram } from '../../src/cli/program.js';
import { TerminalIo } from '../../src/cli/terminal-io.js';

/**
 * `rapport …` from the words behind it to the exit code, in this process: what a command says and does, without the seconds that a process
 * takes to start. That it is the same as a process of its own is shown by e2e/cli.spec.ts. It is called from a folder without `.env`: what stands in
 * one would be in the environment of all tests that follow.
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
