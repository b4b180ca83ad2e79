import { resolve } from 'node:path';
import { BroadcastChannel } from 'node:worker_threads';

const nameOf = (file: string) => `rapport-log:${resolve(file)}`;
type News = { readonly head: number } | { readonly asked: true };

/**
 * How the thread that writes a log tells those that read it which events are on the disk: no polling, and nobody has to know who listens.
 * The file itself would say too much: what is committed, but may still be lost with the power.
 */
class HeadChannel {
  private readonly channel: BroadcastChannel;

  constructor(file: string, heard: (news: News) => void) {
    this.channel = new BroadcastChannel(nameOf(file));
    this.channel.onmessage = (message) => heard((message as { data: News }).data);
    // Nobody stays for news alone.
    this.channel.unref();
  }

  protected post(news: News): void {
    this.channel.postMessage(news);
  }

  close(): void {
    this.channel.close();
  }
}

/** The writer's end. */
export class HeadTeller extends HeadChannel {
  constructor(file: string, head: () => number) {
    super(file, (news) => 'asked' in news && this.tell(head()));
  }

  tell(head: number): void {
    this.post({ head });
  }
}

/** A reader's end; asks at once for what was told before. */
export class HeadListener extends HeadChannel {
  constructor(file: string, heard: (head: number) => void) {
    super(file, (news) => 'head' in news && heard(news.head));
    this.post({ asked: true });
  }
}
