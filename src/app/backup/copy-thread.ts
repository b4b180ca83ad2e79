import { parentPort } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import { channelOver } from '../aside/channel.js';
import { checkLog, checkViews, hashOf, saveDatabase } from './saved-files.js';

/** What the thread does: each takes seconds to minutes of work that answers nobody meanwhile. */
const functions = { saveDatabase, checkLog, checkViews, hashOf };
export type CopyThread = typeof functions;

createBirpc<Record<string, never>, CopyThread>(functions, { ...channelOver(parentPort!), timeout: -1 });
