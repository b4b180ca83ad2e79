import { PassThrough } from 'node:stream';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { readableLines } from '../../../src/app/logger.js';

describe('the log at a terminal', () => {
  it('says level and message in a line, with what belongs to it below, and no JSON', async () => {
    const terminal = new PassThrough();
    pino(await readableLines(terminal)).warn({ file: 'master.key' }, 'Keep a copy of it');
    const lines = String(terminal.read())
      .replaceAll(/\u001b\[\d+m/g, '')
      .trim()
      .split('\n');
    expect(lines).toEqual([expect.stringMatching(/^\[\d\d:\d\d:\d\d\] WARN: Keep a copy of it$/), '    file: "master.key"']);
  });
});
