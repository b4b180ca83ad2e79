import { setTimeout as delay } from 'node:timers/promises';
import type { Configuration } from '../app/configuration/configuration.js';
import type { CommandIo } from '../app/owner/command-io.js';
import { handOver, OwnerNotThere } from '../app/owner/hand-over.js';
import { Owner, Ownership, takeOwnership, readNote, embeddedDirectories, storesFingerprint } from '../app/owner/ownership.js';
import type { Opener, OpenServices } from '../app/services.js';
import { RapportError } from '../domain/kernel/errors.js';
import { asOwner } from './as-owner.js';
import type { OfflineCall, WorkCall, ProgramModules } from './call.js';

/** How long to look for the owner again. While an owner shuts down, it may hold the lock without a note, or the reverse. */
const OWNER_CHANGES_MS = 20_000;
const LOOK_AGAIN_MS = 100;

/** Executes a command in the process that owns the embedded files, if there is one; otherwise in this process. */
export async function findOwnerAndRun(
  call: WorkCall,
  argv: readonly string[],
  configuration: Configuration,
  io: CommandIo,
  { openServices, openReadOnly }: Pick<ProgramModules, 'openServices' | 'openReadOnly'>,
): Promise<number> {
  if (call.onlyLooks) return look(call, argv, configuration, io, openReadOnly);
  const deadline = performance.now() + OWNER_CHANGES_MS;
  for (;;) {
    const found = await takeOwnership(embeddedDirectories(configuration), { signal: io.signal });
    if (found instanceof Ownership) {
      return asOwner(found, configuration, call.name, io, opened(openServices), ({ services }) => call.work(services, io));
    }
    refuseOtherStores(found, configuration);
    try {
      return await handOver(found, { argv, cwd: io.cwd }, io);
    } catch (error) {
      if (!(error instanceof OwnerNotThere)) throw error;
      if (performance.now() > deadline) throw unreachable(found, error);
      await delay(LOOK_AGAIN_MS, undefined, { signal: io.signal });
    }
  }
}

const opened = (openServices: OpenServices) => async (configuration: Configuration, opener: Opener) => {
  const services = await openServices(configuration, opener);
  return { services, close: () => services.close() };
};

/**
 * Executes a read-only command in the owner, if there is one; otherwise here. Does not try to lock the files, because that would
 * write. Instead it calls the owner that the note names: a stale note is recognised by OwnerNotThere.
 */
async function look(
  call: WorkCall,
  argv: readonly string[],
  configuration: Configuration,
  io: CommandIo,
  openReadOnly: OpenServices,
): Promise<number> {
  for (const directory of embeddedDirectories(configuration)) {
    const note = readNote(directory);
    if (typeof note !== 'object') continue;
    const owner = new Owner(directory, note);
    try {
      refuseOtherStores(owner, configuration);
      return await handOver(owner, { argv, cwd: io.cwd }, io);
    } catch (error) {
      if (!(error instanceof OwnerNotThere)) throw error;
    }
  }
  const services = await openReadOnly(configuration);
  try {
    return await call.work(services, io);
  } finally {
    await services.close();
  }
}

/**
 * Executes a command that needs exclusive access to the files.
 * @throws RapportError STORE_BUSY while another process owns them
 */
export async function runOffline(call: OfflineCall, configuration: Configuration, io: CommandIo): Promise<number> {
  const found = await takeOwnership(embeddedDirectories(configuration), { signal: io.signal });
  if (!(found instanceof Ownership)) {
    const { pid, doing } = found.note;
    throw new RapportError('STORE_BUSY', `Process ${pid} (${doing}) uses the files in ${found.directory}`, {
      remedy: `Stop it first: ${call.name} needs exclusive access to the files.`,
    });
  }
  try {
    return await call.offline(configuration, io);
  } finally {
    found.release();
  }
}

/**
 * Refuses to hand over to an owner with other settings: it would execute the command on its own stores, not on the configured
 * ones.
 */
function refuseOtherStores({ directory, note }: Owner, configuration: Configuration): void {
  if (note.stores === storesFingerprint(configuration)) return;
  throw new RapportError('STORE_BUSY', `Process ${note.pid} (${note.doing}) uses ${directory} with other settings`, {
    remedy: 'Set the same EVENT_LOG, VIEW_STORE and ORGANIZATION_ID for both, or use separate folders.',
  });
}

const unreachable = ({ directory, note }: Owner, cause: unknown) =>
  new RapportError('STORE_BUSY', `Process ${note.pid} (${note.doing}) uses the files in ${directory} but accepts no commands`, {
    remedy: 'Stop it and try again.',
    cause,
  });
