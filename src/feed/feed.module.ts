import { Logger, Module, type OnModuleDestroy } from '@nestjs/common';
import { EVENT_LOG, type EventLog } from '../event-log/event-log.js';
import { Reach } from '../access/rows/reach.js';
import { VIEWS, type Views } from '../queries/view-reader.js';
import { LogTail } from './log-tail.js';

const logger = new Logger('Feed');

/** The process's tail. It ends its readers before the HTTP server closes: an open stream would keep the server from closing. */
export class FeedTail extends LogTail implements OnModuleDestroy {
  onModuleDestroy(): Promise<void> {
    return this.close();
  }
}

/**
 * One tail of the log for all feeds of this process, and the reach of their readers. Needs EVENT_LOG and VIEWS from a global
 * module.
 */
@Module({
  providers: [
    {
      provide: FeedTail,
      inject: [EVENT_LOG],
      useFactory: (log: EventLog) =>
        new FeedTail(log, {
          onTrouble: (error) => logger.warn(`The event log can no longer be followed; trying again: ${String(error)}`),
        }),
    },
    { provide: Reach, inject: [VIEWS], useFactory: (views: Views) => new Reach(views) },
  ],
  exports: [FeedTail, Reach],
})
export class FeedModule {}
