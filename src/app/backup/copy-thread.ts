import { constants, setPriority } from 'node:os';
import { createBirpc } from 'birpc';
import { channelToParent } from '../threads/channel.js';
import { checkLog, checkPages, hashOf, inOurWords, saveDatabase } from './saved-files.js';

/** Here, and not where it is waited for: an error that is copied from thread to thread loses its codes. */
const inWords =
  <A extends unknown[], R>(work: (...given: A) => R | Promise<R>) =>
  async (...given: A): Promise<R> => {
    try {
      return await work(...given);
    } catch (error) {
      throw inOurWords(error);
    }
  };

/** What the thread does: each takes seconds to minutes of work that answers nobody meanwhile. */
const functions = {
  saveDatabase: inWords(saveDatabase),
  hashOf: inWords(hashOf),
  checkLog: inWords(checkLog),
  checkPages: inWords(checkPages),
};
export type CopyThread = typeof functions;

// On Linux a priority is a thread's own: whoever commands or asks goes first, also where all cores are busy. Elsewhere it would be the process's.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW);

createBirpc<Record<string, never>, CopyThread>(functions, { ...channelToParent(), timeout: -1 });
