// `npm start`: builds where needed, then serves. In this very process, so that Ctrl-C and a container's SIGTERM reach the server itself.
import { ensureBuilt } from './ensure-built.mjs';

ensureBuilt();
await import('../dist/src/main.js');
