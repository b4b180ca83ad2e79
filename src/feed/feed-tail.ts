import type { OnModuleDestroy } from '@nestjs/common';
import { LogTail } from './log-tail.js';

/** The process's tail. It ends its readers before the HTTP server closes: an open stream would keep the server from closing. */
export class FeedTail extends LogTail implements OnModuleDestroy {
  onModuleDestroy(): Promise<void> {
    return this.close();
  }
}
