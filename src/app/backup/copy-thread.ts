import { constants, setPriority } from 'node:os';
import { createBirpc } from 'birpc';
import { channelToParent } from '../threads/channel.js';
import { checkLog, checkPages, hashOf, inOurWords, saveDatabase } from './saved-files.js';

/** Translates errors here, because an error that is copied between threads loses its code. */
const translated =
  <A extends unknown[], R>(work: (...given: A) => R | Promise<R>) =>
  async (...given: A): Promise<R> => {
    try {
      return await work(...given);
    } catch (error) {
      throw inOurWords(error);
    }
  };

/** The functions of the thread. Each takes seconds to minutes without yielding. */
const functions = {
  saveDatabase: translated(saveDatabase),
  hashOf: translated(hashOf),
  checkLog: translated(checkLog),
  checkPages: translated(checkPages),
};
export type CopyThread = typeof functions;

// On Linux each thread has a priority of its own, so commands and queries go first even when all cores are busy. Elsewhere this
// would lower the whole process.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW);

createBirpc<Record<string, never>, CopyThread>(functions, { ...channelToParent(), timeout: -1 });
