import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEventStoreDb, type TestEventStoreDb, whyNoEventStoreDb } from '../../support/servers/eventstoredb.js';
import { CAN_START_MONGODB, CANNOT_START_MONGODB, MongoServer } from '../../support/servers/mongodb.js';

/** Why tests that start both servers themselves cannot run, if so. */
export const WHY_NO_OWN_SERVERS = whyNoEventStoreDb() ?? (CAN_START_MONGODB ? undefined : CANNOT_START_MONGODB);

/** An event store and a MongoDB of a test's own, to stop and to start again where they were, with what they had. */
export class OwnServers {
  readonly mongodb = new MongoServer();
  private readonly folder = mkdtempSync(join(tmpdir(), 'rapport-servers-'));
  private eventStore: TestEventStoreDb | undefined;

  async start(): Promise<void> {
    await Promise.all([this.mongodb.start(), this.startEventStore()]);
  }

  get environment(): Readonly<Record<string, string>> {
    return {
      EVENT_LOG: this.eventStore!.url,
      VIEW_STORE: `${this.mongodb.url}rapport`,
      MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    };
  }

  async startEventStore(): Promise<void> {
    this.eventStore = await startEventStoreDb({
      file: join(this.folder, 'events'),
      ...(this.eventStore && { port: this.eventStore.port }),
    });
  }

  async stopEventStore(signal: NodeJS.Signals): Promise<void> {
    await this.eventStore?.stop(signal);
  }

  async remove(): Promise<void> {
    await Promise.all([this.stopEventStore('SIGKILL'), this.mongodb.remove()]);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
