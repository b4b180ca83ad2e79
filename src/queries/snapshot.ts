import { RapportError } from '../domain/kernel/errors.js';
import { type Position, START } from '../domain/kernel/event.js';
import type { Build, CatalogEntry } from '../view-store/view-store.js';

/** The state of a live view: its active build and the position that it has reached. */
export interface Mark {
  readonly build: Build;
  /** Counts changes of a view without an event: switches, and replays of parked events. */
  readonly revision: number;
  readonly position: Position;
}

/** The name of a mark's build and revision, without its position. */
export const buildName = ({ build, revision }: Omit<Mark, 'position'>): string => `${build.collection}#${revision}`;
/** A mark as text. It differs as soon as the view may have changed. */
export const markText = (mark: Mark): string => `${buildName(mark)}@${mark.position}`;
/** The position in a mark's text; null when the text is about another build or revision. */
export function positionIn(text: string, of: Mark): Position | null {
  const at = text.lastIndexOf('@');
  return text.slice(0, at) === buildName(of) ? text.slice(at + 1) : null;
}

/** The marks of all live views, from one read. */
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

  /** @throws RapportError VIEWS_UNAVAILABLE while the view has not been built */
  mark(view: string): Mark {
    const mark = this.marks.get(view);
    if (mark) return mark;
    throw new RapportError('VIEWS_UNAVAILABLE', `the view "${view}" has not been built yet`, {
      remedy: 'Start a process with ROLE=all or ROLE=projector.',
    });
  }

  /** Whether every view has reached the position. */
  reaches(position: Position): boolean {
    return [...this.marks.values()].every((mark) => mark.position >= position);
  }

  /** The snapshot of newly read values; the same object as long as no view has advanced. */
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
