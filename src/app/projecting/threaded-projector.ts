import { RapportError } from '../../domain/kernel/errors.js';
import type { Position } from '../../domain/kernel/event.js';
import type { ParkedEvents, ProjectionStatus } from '../../queries/projection-status.js';
import type { ProjectorControl, RebuildProgress, VerifyReport } from '../../projector/projector-control.js';
import { logger } from '../logger.js';
import { CallThread } from '../threads/call-thread.js';
import { pause } from '../../clock.js';
import type { ProjectorFunctions, ProjectorThreadData } from './projector-thread.js';

/** In MB. The projector needs far less. */
const HEAP = { old: 768, young: 12 };
/** The built program next to the built program, the source next to the source. */
const PROGRAM = new URL(import.meta.url.replace(/threaded-projector(\.[jt]s)$/, 'projector-thread$1'));
const RESTART_MS = 1_000;

type OnProgress = (progress: RebuildProgress) => void;

/**
 * The projector in a thread beside the API, so that a large page of events does not hold up commands and queries, and a second core is used. A
 * thread that dies is started again; the views continue from their checkpoints, as after a crash of the process.
 */
export class ThreadedProjector implements ProjectorControl {
  private readonly thread: CallThread<ProjectorFunctions>;
  private stopping = false;

  private constructor(data: ProjectorThreadData) {
    this.thread = new CallThread(PROGRAM, {
      name: 'projector',
      heap: HEAP,
      data,
      ended: () =>
        new RapportError('VIEWS_UNAVAILABLE', 'The projector’s thread ended', {
          remedy: 'It is being restarted: try again in a moment.',
        }),
      onError: (error) => logger.error({ error }, 'The projector’s thread failed and is restarted'),
      onExit: () => void this.restart(),
    });
  }

  /** @throws RapportError VIEWS_UNAVAILABLE, LOG_UNAVAILABLE, STORE_BUSY, STORE_CORRUPT, DISK_FULL; no thread is left then. */
  static async start(data: ProjectorThreadData): Promise<ThreadedProjector> {
    const projector = new ThreadedProjector(data);
    try {
      await projector.started();
      return projector;
    } catch (error) {
      await projector.stop();
      throw error;
    }
  }

  /** Stops the projector, lets it close its stores, and ends the thread. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.thread.end();
  }

  status(): Promise<readonly ProjectionStatus[]> {
    return this.thread.call((projector) => projector.status());
  }

  rebuild(name?: string, onProgress?: OnProgress, signal?: AbortSignal): Promise<void> {
    return this.thread.call((projector, call) => projector.rebuild(call, name), { signal, onProgress });
  }

  verify(name?: string, onProgress?: OnProgress, signal?: AbortSignal): Promise<readonly VerifyReport[]> {
    return this.thread.call((projector, call) => projector.verify(call, name), { signal, onProgress });
  }

  rollback(name: string): Promise<void> {
    return this.thread.call((projector) => projector.rollback(name));
  }

  caughtUp(position: Position, signal?: AbortSignal): Promise<void> {
    return this.thread.call((projector, call) => projector.caughtUp(call, position), { signal });
  }

  readonly parked: ParkedEvents = {
    list: (filter) => this.thread.call((projector) => projector.parkedList(filter)),
    replay: (filter) => this.thread.call((projector) => projector.parkedReplay(filter)),
    drop: (filter) => this.thread.call((projector) => projector.parkedDrop(filter)),
  };

  private started(): Promise<void> {
    return this.thread.call((projector) => projector.started());
  }

  private async restart(): Promise<void> {
    await pause(RESTART_MS);
    if (this.stopping) return;
    await this.started().catch(async (error: unknown) => {
      logger.error({ error }, 'The projector could not be started; trying again');
      // Its exit calls `restart` again.
      await this.thread.end();
    });
  }
}
