import type { OnApplicationShutdown } from '@nestjs/common';

interface Resource {
  close(): Promise<void>;
}

/**
 * What the modules' providers have opened. Closed in the reverse order when the application shuts down, after its server; or by whoever wanted to
 * start it, when a later provider failed: Nest forgets the earlier ones then.
 */
export class OpenedResources implements OnApplicationShutdown {
  private readonly opening: Promise<Resource>[] = [];
  private isClosed = false;

  /** @throws what `open` throws */
  open<R extends Resource>(open: () => Promise<R>): Promise<R> {
    if (this.isClosed) return Promise.reject(new Error('The application is shut down: nothing is opened any more'));
    const resource = open();
    this.opening.push(resource);
    return resource;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    // What is still being opened is waited for: it would stay open otherwise. Whoever opens it hears why that failed.
    for (let last; (last = this.opening.pop());) await (await last.catch(() => undefined))?.close();
  }

  onApplicationShutdown(): Promise<void> {
    return this.close();
  }
}
