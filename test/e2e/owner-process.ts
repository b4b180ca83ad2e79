// A process that wants the files of a directory, for owner.spec.ts: `owner-process.ts DIRECTORY WORD…`. It takes calls when it gets the
// files, and hands its own call over when somebody has them.
import { once } from 'node:events';
import type { CommandIo, HandedOverCall } from '../../src/app/owner/command-io.js';
import { handOver } from '../../src/app/owner/hand-over.js';
import { openOwnerEndpoint } from '../../src/app/owner/owner-endpoint.js';
import { Owner, takeOwnership } from '../../src/app/owner/ownership.js';

const [directory, ...argv] = process.argv.slice(2) as [string, ...string[]];
const stopping = new AbortController();
process.once('SIGINT', () => stopping.abort(new Error('interrupted')));
const say = (words: string) => void process.stdout.write(`${words}\n`);

/** `greet NAME` speaks on every channel and exits with 3; `wait` works until it is told to stop. */
async function run({ argv: [word, name] }: HandedOverCall, io: CommandIo): Promise<number> {
  if (word === 'greet') {
    io.out(`hello ${name!} from ${io.cwd}\n`);
    io.err('a warning\n');
    io.progress('half-way');
    return 3;
  }
  io.out('working\n');
  if (!io.signal.aborted) await once(io.signal, 'abort');
  say('STOPPED');
  return 1;
}

const found = await takeOwnership([directory]);
if (found instanceof Owner) {
  try {
    process.exitCode = await handOver(
      found,
      { argv, cwd: '/where/it/was/typed' },
      {
        out: (text) => void process.stdout.write(text),
        err: (text) => void process.stderr.write(text),
        progress: (text) => void process.stderr.write(`[${text}]\n`),
        cwd: process.cwd(),
        signal: stopping.signal,
      },
    );
  } catch (error) {
    const { code = 'NONE', message } = error as Error & { code?: string };
    say(`FAILED ${code} ${message}`);
    process.exitCode = 1;
  }
} else {
  // A process that never says where it listens: what one is that hangs while it starts.
  if (argv[0] === 'silently') {
    say('OWNS silently');
    setInterval(() => undefined, 1_000);
  } else {
    const endpoint = await openOwnerEndpoint(run);
    found.announce({ url: endpoint.url, token: endpoint.token, stores: 'test', doing: 'test' });
    say(`OWNS ${endpoint.url}`);
  }
}
