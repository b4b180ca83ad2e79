import { resolve } from 'node:path';
import { BroadcastChannel } from 'node:worker_threads';

/** How the thread that writes a log tells those that read it where it stands: no polling, and nobody has to know who listens. */
export class HeadChannel {
  private readonly channel: BroadcastChannel;

  constructor(file: string, heard?: (head: number) => void) {
    this.channel = new BroadcastChannel(`rapport-log:${resolve(file)}`);
    if (heard) this.channel.onmessage = (message) => heard((message as { data: number }).data);
    // Nobody stays for news alone.
    this.channel.unref();
  }

  tell(head: number): void {
    this.channel.postMessage(head);
  }

  close(): void {
    this.channel.close();
  }
}
