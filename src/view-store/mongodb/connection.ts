import { MongoClient, type Db, type MongoClientOptions, MongoServerSelectionError } from 'mongodb';
import { RapportError } from '../../domain/kernel/errors.js';
import { isConflict, toRapportError } from './errors.js';
import { pause } from '../../clock.js';

const DEFAULT_DATABASE = 'rapport';
const HAS_DATABASE = /^mongodb(\+srv)?:\/\/[^/]+\/[^?]+/;
const MAX_ATTEMPTS = 8;

/**
 * Timeouts for a server that does not answer: long enough for an election, short enough for a person who waits. The slowest answers are
 * those to a chunk of a page (mongo-view-store.ts), a second on a slow server. An answer that takes fifteen seconds will not come, and
 * the projector must not wait a minute for it. Options in the address take precedence.
 */
const PATIENCE: MongoClientOptions = { serverSelectionTimeoutMS: 5_000, connectTimeoutMS: 5_000, socketTimeoutMS: 15_000 };

/**
 * Options that an address cannot override. A fold reads what it wrote, so it reads from the primary. A failover must not roll back an
 * acknowledged write, or a fold would continue from a document that lacks events. On a single server `majority` is the server itself.
 */
const NEEDED: MongoClientOptions = { readPreference: 'primary', writeConcern: { w: 'majority' }, ignoreUndefined: true };

/**
 * The connection pool to MongoDB; translates its errors to RapportErrors. Errors: VIEWS_UNAVAILABLE, DISK_FULL; on opening:
 * INVALID_CONFIGURATION.
 */
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

  /** Runs an idempotent operation. After a write conflict with another writer, retries it up to 8 times with back-off. */
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
   * Replaces a client that has lost its server. If the server disappears during the driver's monitoring check, that check may never end
   * (7.9.0: it waits for a closed socket to drain), and the client finds no server again. A new client does, and closing the old one
   * fails its pending calls at once.
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
    // The driver also emits an 'error' event for a server version that it does not support. Without a listener, the event would end the
    // process.
    return client.on('error', () => undefined);
  } catch {
    // Omit the driver's message, which may contain the address with its password.
    throw new RapportError('INVALID_CONFIGURATION', 'VIEW_STORE is not a MongoDB address', {
      field: 'VIEW_STORE',
      remedy: 'Use mongodb://USER:PASSWORD@HOST:PORT/DATABASE; percent-encode special characters in the password.',
    });
  }
}
