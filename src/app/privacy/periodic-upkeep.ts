import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DATA_SUBJECTS, type DataSubjects } from '../../privacy/data-subjects.js';
import { logger } from '../logger.js';

const EVERY_MS = 3_600_000;

/** Has what is kept of people kept up while a server runs, at its start and each hour. */
@Injectable()
export class PeriodicUpkeep implements OnApplicationBootstrap, OnApplicationShutdown {
  private underWay = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;

  constructor(@Inject(DATA_SUBJECTS) private readonly people: Pick<DataSubjects, 'keepUp'>) {}

  onApplicationBootstrap(): void {
    this.keepUp();
    this.timer = setInterval(() => this.keepUp(), EVERY_MS).unref();
  }

  /** Waits for what is under way. */
  onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    return this.underWay;
  }

  private keepUp(): void {
    this.underWay = this.underWay
      .then(() => this.people.keepUp())
      .catch((error: unknown) =>
        logger.error({ error }, 'What is kept of people could not be kept up: it is tried again within the hour'),
      );
  }
}
