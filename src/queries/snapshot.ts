import { RapportError } from '../domain/kernel/errors.js';
import { type Position, START } from '../domain/kernel/event.js';
import type { Build, CatalogEntry } from '../view-store/view-store.js';

/** How a live view stands at a moment: which build answers, and up to where in the log it is. */
export interface Mark {
  readonly build: Build;
  /** Counts what changes a view without an event: switches, replays of parked events. */
  readonly revision: number;
  readonly position: Position;
}

/** Which state of which collection a mark is about, without how far it is. */
export const buildName = ({ build, revision }: Omit<Mark, 'position'>): string => `${build.collection}#${revision}`;
/** A mark as a text: differs as soon as the view may have changed. */
export const markText = (mark: Mark): string => `${buildName(mark)}@${mark.position}`;
/** How far a mark's text says that the same state of the same collection was; null when it is about another one. */
export function positionIn(text: string, of: Mark): Position | null {
  const at = text.lastIndexOf('@');
  return text.slice(0, at) === buildName(of) ? text.slice(at + 1) : null;
}

/** The live views' marks, read together. */
export class Snapshot {
  private readonly marks: ReadonlyMap<string, Mark>;

  constructor(
    private catalog: readonly CatalogEntry[],
    private checkpoints: ReadonlyMap<string, Position>,
  ) {
    this.marks = new Map(
      catalog.flatMap(({ projection, active: build, revision }) =>
        build ? [[projection, { build, revision, position: checkpoints.get(build.collection) ?? START }] as const] : [],
      ),
    );
  }

  /** @throws RapportError VIEWS_UNAVAILABLE while the view has not been built. */
  mark(view: string): Mark {
    const mark = this.marks.get(view);
    if (mark) return mark;
    throw new RapportError('VIEWS_UNAVAILABLE', `the view "${view}" has not been built yet`, {
      remedy: 'Start a process with ROLE=all or ROLE=projector.',
    });
  }

  /** Whether every view is up to the position. */
  reaches(position: Position): boolean {
    return [...this.marks.values()].every((mark) => mark.position >= position);
  }

  /** The snapshot of what was read now: this one as long as no view has moved. */
  next(catalog: readonly CatalogEntry[], checkpoints: ReadonlyMap<string, Position>): Snapshot {
    if (catalog === this.catalog && checkpoints === this.checkpoints) return this;
    const next = new Snapshot(catalog, checkpoints);
    if (!this.saysTheSameAs(next)) return next;
    [this.catalog, this.checkpoints] = [catalog, checkpoints];
    return this;
  }

  private saysTheSameAs({ marks }: Snapshot): boolean {
    return this.marks.size === marks.size && [...marks].every(([view, mark]) => isSame(this.marks.get(view), mark));
  }
}

const isSame = (a: Mark | undefined, b: Mark): boolean => a !== undefined && markText(a) === markText(b);
