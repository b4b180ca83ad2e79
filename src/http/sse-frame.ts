import type { RecordedEvent } from '../domain/kernel/event.js';
import { toCloudEvent } from '../feed/cloud-event.js';

export type SseFrame = (event: RecordedEvent) => string;

/**
 * Puts events into Server-Sent Events blocks. Readers near the head share the event object, so each is put into words once for all of them.
 * @param publicUrl how others reach the server
 */
export function sseFrames(publicUrl: string | undefined): SseFrame {
  const frames = new WeakMap<RecordedEvent, string>();
  return (event) => {
    let frame = frames.get(event);
    if (frame === undefined) {
      frame = `id: ${event.position}\nevent: ${event.type}\ndata: ${JSON.stringify(toCloudEvent(event, publicUrl))}\n\n`;
      frames.set(event, frame);
    }
    return frame;
  };
}
