// `npm start`: builds if needed, then serves in this same process, so that Ctrl-C and a container's SIGTERM reach the server.
import { endWithShell } from './end-with-shell.mjs';
import { ensureBuilt } from './ensure-built.mjs';

// Only under npm: started otherwise, the server may legitimately outlive its parent.
if (process.env.npm_lifecycle_event === 'start') endWithShell();
ensureBuilt();
await import('../dist/src/main.js');
