// `npm start`: builds where needed, then serves. In this very process, so that Ctrl-C and a container's SIGTERM reach the server itself.
import { ensureBuilt } from './ensure-built.mjs';

ensureBuilt();
process.argv.splice(2, 0, 'serve');
await import('../dist/src/cli.js');
