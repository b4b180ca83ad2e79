import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Position, RecordedEvent } from '../domain/kernel/event.js';
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

/** Small writes cost a system call each; one large write holds a slow client's whole page in memory. */
const CHUNK_CHARACTERS = 64 * 1024;

/** Writes a feed to one client, never faster than the client takes it. */
export class SseWriter {
  private lastId: Position | undefined;
  private reached: Position | undefined;

  constructor(
    private readonly response: ServerResponse,
    private readonly frame: SseFrame,
    private readonly signal: AbortSignal,
  ) {}

  /** The first words: proxies pass the stream on only once something comes, and the client learns how soon to come back. */
  begin(retryMs: number): void {
    this.response.write(`retry: ${retryMs}\n\n`);
  }

  /** Resolves when the client has room for more. Rejects with an AbortError when it has gone. */
  async write(events: readonly RecordedEvent[], reached: Position): Promise<void> {
    let chunk = '';
    for (const event of events) {
      chunk += this.frame(event);
      if (chunk.length < CHUNK_CHARACTERS) continue;
      await this.send(chunk);
      chunk = '';
    }
    if (chunk !== '') await this.send(chunk);
    this.lastId = events.at(-1)?.position ?? this.lastId;
    this.reached = reached;
  }

  /**
   * Keeps the connection from being taken for dead. An id of its own moves the client's place forward past events that its filter left
   * out, so that a reconnect does not look at all of them again. Says nothing to a client that is behind with reading.
   */
  heartbeat(): void {
    if (this.response.writableNeedDrain) return;
    const place = this.reached && this.reached !== this.lastId ? `id: ${this.reached}\n` : '';
    this.response.write(`: alive\n${place}\n`);
    this.lastId = this.reached;
  }

  private async send(chunk: string): Promise<void> {
    if (!this.response.write(chunk)) await once(this.response, 'drain', { signal: this.signal });
  }
}
