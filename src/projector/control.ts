import { RapportError } from '../domain/kernel/errors.js';
import { START, type Position } from '../domain/kernel/event.js';
import type { ProjectionStatus } from '../queries/projection-status.js';
import type { ViewStore } from '../view-store/view-store.js';
import { isBuiltBy, requireProjections } from './catalog.js';
import { ParkedEventsOf } from './parked.js';
import type { ProjectorControl, RebuildProgress, VerifyReport } from './projector-control.js';
import type { Projector } from './projector.js';
import { rebuild } from './rebuild.js';
import { StatusReader } from './status.js';
import { verify } from './verify.js';

const POLL_MS = 100;

/** What the shell and the API may ask of the projector, in the process that runs it or in another one on the same stores. */
export class Control implements ProjectorControl {
  readonly parked: ParkedEventsOf;
  private readonly statusReader: StatusReader;

  constructor(
    private readonly projector: Projector,
    /** Gives an empty throw-away store for a fresh fold. */
    private readonly scratch: () => Promise<ViewStore>,
  ) {
    this.parked = new ParkedEventsOf(projector);
    this.statusReader = new StatusReader(projector);
  }

  status(): Promise<readonly ProjectionStatus[]> {
    return this.statusReader.read();
  }

  async rebuild(name?: string, onProgress?: (progress: RebuildProgress) => void, signal?: AbortSignal): Promise<void> {
    for (const coded of requireProjections(this.projector.options.projections, name))
      await rebuild(this.projector, coded, onProgress, signal);
  }

  async verify(
    name?: string,
    onProgress?: (progress: RebuildProgress) => void,
    signal?: AbortSignal,
  ): Promise<readonly VerifyReport[]> {
    const reports: VerifyReport[] = [];
    for (const { projection } of requireProjections(this.projector.options.projections, name)) {
      const entry = await this.projector.catalog.entry(projection.name);
      if (!entry.active) continue;
      const scratch = await this.scratch();
      try {
        const { log, store } = this.projector.options;
        reports.push(await verify(projection, entry, { log, store, scratch }, onProgress, signal));
      } finally {
        await scratch.close();
      }
    }
    return reports;
  }

  async rollback(name: string): Promise<void> {
    const [coded] = requireProjections(this.projector.options.projections, name);
    await this.projector.turns.run(async () => {
      const { previous } = await this.projector.catalog.entry(name);
      if (previous === null) {
        throw new RapportError('ILLEGAL_MOVE', `${name}: there is no earlier build to go back to`, {
          remedy: 'A rollback is possible once after a rebuild.',
        });
      }
      if (!isBuiltBy(previous, coded!)) {
        throw new RapportError(
          'ILLEGAL_MOVE',
          `${name}: the earlier build is of another version of the program, which alone can go on with it`,
          {
            remedy: 'Start that version: it takes its own build up where that stands, and switches to it.',
          },
        );
      }
      await this.projector.catalog.rollBack(name);
      this.projector.restart();
    });
  }

  async caughtUp(position: Position, signal?: AbortSignal): Promise<void> {
    while (!(await this.projector.gate.wait(position, POLL_MS, signal)) && (await this.lowestCheckpoint()) < position)
      signal?.throwIfAborted();
  }

  private async lowestCheckpoint(): Promise<Position> {
    const entries = await this.projector.catalog.entries();
    const checkpoints = await Promise.all(
      this.projector.options.projections.map(async ({ projection }) => {
        const active = entries.get(projection.name)?.active;
        return (active && (await this.projector.options.store.checkpoint(active.collection))) ?? START;
      }),
    );
    return checkpoints.reduce((low, position) => (position < low ? position : low), checkpoints[0] ?? START);
  }
}
