import { MongoClient, type Db, type MongoClientOptions, MongoServerSelectionError } from 'mongodb';
import { RapportError } from '../../domain/kernel/errors.js';
import { isConflict, toRapportError } from './errors.js';
import { pause } from '../../clock.js';

const DEFAULT_DATABASE = 'rapport';
const HAS_DATABASE = /^mongodb(\+srv)?:\/\/[^/]+\/[^?]+/;
const MAX_ATTEMPTS = 8;

/**
 * How long a silent server is waited for: long enough for an election, short enough for a person. The longest answers are those to a chunk of
 * a page (mongo-view-store.ts), a second on a slow server; one that takes fifteen will not come, and the projector must not wait a minute for it.
 * The address may say otherwise.
 */
const PATIENCE: MongoClientOptions = { serverSelectionTimeoutMS: 5_000, connectTimeoutMS: 5_000, socketTimeoutMS: 15_000 };

/**
 * What an address may not change. A fold reads what it wrote, so it reads from the primary; and nothing that was acknowledged may be taken back
 * by a failover, or a fold would go on from a document that lacks events. On a single server `majority` is the server itself.
 */
const NEEDED: MongoClientOptions = { readPreference: 'primary', writeConcern: { w: 'majority' }, ignoreUndefined: true };

/** The one connection pool to MongoDB, with its errors in our words. Errors: VIEWS_UNAVAILABLE, DISK_FULL; of opening: INVALID_CONFIGURATION. */
export class Connection {
  private client: MongoClient;
  private readonly database: string | undefined;
  private readonly address: string;
  private closed = false;

  constructor(private readonly url: string) {
    this.client = newClient(url);
    const { srvHost, hosts } = this.client.options;
    this.address = srvHost ?? hosts.join(',');
    this.database = HAS_DATABASE.test(url) ? undefined : DEFAULT_DATABASE;
  }

  /** Does something that may be repeated: two writers that wait for each other are sent back, and come again a moment later. */
  async run<T>(work: (db: Db) => Promise<T>): Promise<T> {
    if (this.closed) throw new RapportError('VIEWS_UNAVAILABLE', 'The view store is closed');
    for (let attempt = 1; ; attempt++) {
      const { client } = this;
      try {
        return await work(client.db(this.database));
      } catch (error) {
        if (error instanceof MongoServerSelectionError) this.replace(client);
        if (!isConflict(error) || attempt === MAX_ATTEMPTS) throw toRapportError(error, this.address);
        await pause(Math.random() * 5 * 2 ** attempt);
      }
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.client.close();
  }
  /**
   * The driver looks for a server that it has lost; where the server goes in the moment of that look, the look may never end (7.9.0: it waits for a
   * closed socket to drain), and the client finds nothing any more. A new one does, and whoever waits for the old one hears at once.
   */
  private replace(client: MongoClient): void {
    if (this.closed || client !== this.client) return;
    this.client = newClient(this.url);
    void client.close().catch(() => undefined);
  }
}

/** @throws RapportError INVALID_CONFIGURATION */
function newClient(url: string): MongoClient {
  const patience = Object.entries(PATIENCE).filter(([option]) => !new RegExp(`[?&]${option}=`, 'i').test(url));
  try {
    const client = new MongoClient(url, { ...Object.fromEntries(patience), ...NEEDED });
    // A server of a version that the driver does not speak with is told as an 'error' event as well, which without a listener ends the process.
    return client.on('error', () => undefined);
  } catch {
    // Without the driver's words, which may repeat the address with its password.
    throw new RapportError('INVALID_CONFIGURATION', 'VIEW_STORE is no address of a MongoDB', {
      field: 'VIEW_STORE',
      remedy: 'Use mongodb://USER:PASSWORD@HOST:PORT/DATABASE; percent-encode what is special in the password.',
    });
  }
}
