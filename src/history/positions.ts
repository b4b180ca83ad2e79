import type { PositionsDocument } from '../../projections/positions/document.js';
import { isRapportError } from '../domain/kernel/errors.js';
import { type Position, type RecordedEvent, START } from '../domain/kernel/event.js';
import type { LogReader } from '../event-log/event-log.js';
import type { ViewReader } from '../queries/view-reader.js';

type Mark = PositionsDocument['marks'][number];
const BEFORE_ALL: Mark = { position: START, recordedAt: '' };

/** What was recorded when: moments to positions of the log, and back. The view gives a mark nearby, the log itself says the rest. */
export class Positions {
  constructor(
    private readonly log: LogReader,
    /** The live views. How far they are does not matter: the log is read from their last mark on. */
    private readonly views: () => Promise<ViewReader>,
  ) {}

  /** The last position recorded by a moment; START when nothing was. */
  async at(moment: string): Promise<Position> {
    const mark = await this.lastMark(moment.slice(0, 13), (one) => one.recordedAt <= moment);
    let last = mark.position;
    for await (const event of this.after(mark)) {
      if (event.recordedAt > moment) break;
      last = event.position;
    }
    return last;
  }

  /** When the event at a position of the log was recorded; null at START. */
  async recordedAt(position: Position): Promise<string | null> {
    const mark = await this.lastMark(undefined, (one) => one.position <= position);
    let { recordedAt } = mark;
    for await (const event of this.after(mark, position)) recordedAt = event.recordedAt;
    return recordedAt || null;
  }

  private async *after({ position }: Mark, until?: Position): AsyncIterable<RecordedEvent> {
    for await (const page of this.log.read(position, until === undefined ? {} : { until })) yield* page;
  }

  /** The last mark of an hour up to the one given, or of any, for which something holds that holds for all marks before it. */
  private async lastMark(upToHour: string | undefined, holds: (mark: Mark) => boolean): Promise<Mark> {
    let before = upToHour === undefined ? undefined : `${upToHour}~`;
    for (;;) {
      const hour = await this.hourBefore(before);
      if (!hour) return BEFORE_ALL;
      const mark = hour.marks.findLast(holds);
      if (mark) return mark;
      before = hour.hour;
    }
  }

  private async hourBefore(before: string | undefined): Promise<PositionsDocument | undefined> {
    const ranges = before === undefined ? [] : [{ field: 'hour', before }];
    try {
      const reader = await this.views();
      const found = await reader.find<PositionsDocument>('positions', { ranges, orderBy: 'hour', descending: true, limit: 1 });
      return found[0]?.document;
    } catch (error) {
      // Not built yet: the log can be read from its beginning.
      if (isRapportError(error, 'VIEWS_UNAVAILABLE')) return undefined;
      throw error;
    }
  }
}
