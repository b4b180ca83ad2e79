import type { DataSubjects } from '../../privacy/data-subjects.js';
import { logger } from '../logger.js';

const EVERY_MS = 3_600_000;

/** Has what is kept of people kept up while a server runs, now and each hour. Returns what ends it, and waits for what is under way. */
export function startUpkeep(people: Pick<DataSubjects, 'keepUp'> | undefined): () => Promise<void> {
  if (!people) return async () => undefined;
  let underWay = Promise.resolve();
  const turn = () => {
    underWay = underWay
      .then(() => people.keepUp())
      .catch((error: unknown) =>
        logger.error({ error }, 'What is kept of people could not be kept up: it is tried again within the hour'),
      );
  };
  turn();
  const timer = setInterval(turn, EVERY_MS).unref();
  return () => {
    clearInterval(timer);
    return underWay;
  };
}
