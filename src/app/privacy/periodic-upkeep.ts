import { keepUp, type UpkeepRules } from '../../privacy/upkeep.js';
import { logger } from '../logger.js';
import type { Services } from '../services.js';

const EVERY_MS = 3_600_000;

/** Keeps up what is kept of people while a server runs, now and each hour. Returns what ends it, and waits for what is under way. */
export function startUpkeep({ privacy, runner }: Pick<Services, 'privacy' | 'runner'>, rules: UpkeepRules): () => Promise<void> {
  if (!privacy) return async () => undefined;
  let underWay = Promise.resolve();
  const turn = () => {
    underWay = underWay
      .then(() => keepUp(privacy, runner, rules))
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
