import type { RecordedEvent } from '../domain/kernel/event.js';
import { toCloudEvent } from '../feed/cloud-event.js';

const frames = new WeakMap<RecordedEvent, string>();

/** One event as a Server-Sent Events block. Readers near the head share the event object, so it is put into words once for all of them. */
export function sseFrame(event: RecordedEvent): string {
  const known = frames.get(event);
  if (known !== undefined) return known;
  const frame = `id: ${event.position}\nevent: ${event.type}\ndata: ${JSON.stringify(toCloudEvent(event))}\n\n`;
  frames.set(event, frame);
  return frame;
}
