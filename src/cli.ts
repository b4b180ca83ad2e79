#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import { TerminalIo } from './cli/terminal-io.js';
import { runProgram } from './cli/program.js';
import { sharedController } from './any-signal.js';

// Before GraphQL is loaded, which looks at it once: its checks for developers run on every field of every input.
process.env['NODE_ENV'] ??= 'production';

// A command is a guest on the machine. Left to itself the heap grows to several times what lives in it before it is swept.
setFlagsFromString('--heap-growing-percent=40');

const stopping = sharedController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // Whoever asks twice does not want to wait. The stores survive it.
    if (stopping.signal.aborted) process.exit(130);
    stopping.abort(new Error(`stopped by ${signal}`));
  });
}
// `rapport … | head`: a reader that has seen enough is no failure, and nobody is left to tell.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  stopping.abort(error);
});

const io = new TerminalIo(process.stdout, process.stderr, process.cwd(), stopping.signal);
process.exitCode = await runProgram(process.argv.slice(2), io, {
  openServices: async (configuration, opener) => (await import('./app/open-services.js')).openServices(configuration, opener),
  openReadOnly: async (configuration) => (await import('./app/open-services.js')).openReadOnly(configuration),
  openServer: async (configuration, opener) => (await import('./app/open-server.js')).openServer(configuration, opener),
});
io.clear();
