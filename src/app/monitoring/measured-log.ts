import { isRapportError } from '../../domain/kernel/errors.js';
import type { Position } from '../../domain/kernel/event.js';
import type {
  Appended,
  EventLog,
  ExpectedRevision,
  NewEvent,
  ReadOptions,
  ReadStreamOptions,
} from '../../event-log/event-log.js';
import type { ProcessMetrics } from './process-metrics.js';

/** A log whose appends are timed. */
export class MeasuredLog implements EventLog {
  constructor(
    private readonly log: EventLog,
    private readonly metrics: ProcessMetrics,
  ) {}

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    const begun = performance.now();
    const done = (outcome: string) => this.metrics.appendDone(outcome, events.length, (performance.now() - begun) / 1_000);
    try {
      const appended = await this.log.append(stream, expected, events);
      done('ok');
      return appended;
    } catch (error) {
      done(isRapportError(error) ? error.code : 'INTERNAL');
      throw error;
    }
  }

  readStream = (stream: string, options?: ReadStreamOptions) => this.log.readStream(stream, options);
  eventAt = (position: Position) => this.log.eventAt(position);
  read = (after: Position, options?: ReadOptions & { readonly until?: Position }) => this.log.read(after, options);
  follow = (after: Position, options?: ReadOptions) => this.log.follow(after, options);
  head = () => this.log.head();
  close = () => this.log.close();
}
