import { describe, expect, it } from 'vitest';
import { TerminalIo } from '../../../src/cli/terminal-io.js';

function terminal(isTTY: boolean) {
  const said = { out: '', err: '' };
  const stream = (name: 'out' | 'err') => ({ isTTY, columns: 20, write: (text: string) => ((said[name] += text), true) });
  const clock = { now: 0 };
  const io = new TerminalIo(stream('out'), stream('err'), '/', new AbortController().signal, () => clock.now);
  return { said, clock, io };
}

describe('TerminalIo', () => {
  it('rewrites one line on a terminal, no longer than that is wide, and takes it away before other words', () => {
    const { said, clock, io } = terminal(true);
    io.progress('1 of a great many events');
    io.progress('too soon after the one before');
    clock.now = 100;
    io.progress('2');
    io.out('done\n');
    io.clear();
    expect(said).toEqual({ out: 'done\n', err: '\r\x1b[2K1 of a great many e\r\x1b[2K2\r\x1b[2K' });
  });

  it('writes a plain line now and then elsewhere', () => {
    const { said, clock, io } = terminal(false);
    for (; clock.now <= 10_000; clock.now += 500) io.progress(`at ${clock.now}`);
    io.out('done\n');
    expect(said).toEqual({ out: 'done\n', err: 'at 0\nat 5000\nat 10000\n' });
  });
});
