import { EmbeddedEventLog } from '../../src/event-log/embedded/embedded-event-log.js';
import { sampleEvent } from './sample-event.js';

const EVENTS_A_STREAM = 20;
const UNDER_WAY = 256;

/** Fills a new log with so many events, twenty per stream. */
export async function fillLog(file: string, events: number): Promise<void> {
  const log = EmbeddedEventLog.open(file);
  let next = 0;
  const write = async () => {
    while (next < events) {
      const first = next;
      next += EVENTS_A_STREAM;
      await log.append(`ticket-${first}`, 'NO_STREAM', Array.from({ length: EVENTS_A_STREAM }, sampleEvent));
    }
  };
  await Promise.all(Array.from({ length: UNDER_WAY }, write));
  await log.close();
}
