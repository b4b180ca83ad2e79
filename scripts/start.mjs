// `npm start`: builds where needed, then serves. In this very process, so that Ctrl-C and a container's SIGTERM reach the server itself.
import { endWithShell } from './end-with-shell.mjs';
import { ensureBuilt } from './ensure-built.mjs';

// Started without npm it may well outlive who started it.
if (process.env.npm_lifecycle_event === 'start') endWithShell();
ensureBuilt();
await import('../dist/src/main.js');
