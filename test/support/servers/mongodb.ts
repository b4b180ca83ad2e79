import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { MongoClient } from 'mongodb';

/** The address of the MongoDB to test against. Without it, tests that need one are skipped with a message. */
export const MONGODB_TEST_URL = process.env['MONGODB_TEST_URL'];
export const NO_MONGODB = 'MONGODB_TEST_URL is not set: not tried on MongoDB';

const START = join(process.env['RAPPORT_TEST_SERVERS'] ?? '../shared/servers', 'mongodb/start.sh');
const CACHE = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
/** Whether tests can start their own servers, to kill them. */
export const CAN_START_MONGODB = MONGODB_TEST_URL !== undefined && existsSync(START);
export const CANNOT_START_MONGODB =
  MONGODB_TEST_URL === undefined ? NO_MONGODB : `${START} is not here: no server of our own to kill`;

/** The address of a new, unused database. */
export function freshDatabase(server: string): string {
  const url = new URL(server);
  url.pathname = `/rapport_test_${randomUUID().replaceAll('-', '')}`;
  return url.href;
}

export async function dropDatabase(url: string): Promise<void> {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: 5_000 });
  try {
    await client.db().dropDatabase();
  } finally {
    await client.close();
  }
}

/** A test's own server. Its data outlive its process until `remove`. */
export class MongoServer {
  /** Short, because it becomes part of a socket's path, which is limited to 107 bytes. */
  private readonly name = `t${randomUUID().slice(0, 8)}`;
  private readonly folder = join(CACHE, 'rapport-test-servers/mongodb/root/pg', this.name);
  private process: ChildProcess | undefined;
  url = '';

  /** Starts it; a restart uses the same port. */
  async start(): Promise<void> {
    const isNew = this.url === '';
    this.process = spawn('bash', [START, this.url ? new URL(this.url).port : '0', this.name], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface(this.process.stdout!)) {
      if (!line.startsWith('READY ')) continue;
      this.url = line.slice('READY '.length);
      if (isNew) this.surviveKills();
      return;
    }
    throw new Error(`${START} ended without being ready`);
  }

  /** Stops it as an operator would. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  /** Kills it. To its clients this looks like a power cut of the server's machine. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (!this.process || this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = once(this.process, 'exit');
    const database = this.database();
    this.process.kill(signal);
    await ended;
    // Its database process exits a moment later. Wait for it, because the next one must not use the same files at the same time.
    while (existsSync(`/proc/${database}`)) await pause(20);
  }

  /**
   * Turns on `full_page_writes`, which the stand-in's PostgreSQL has off. With it off, after a kill and recovery, every change
   * to a document of a collection with secondary indexes hangs, also from a bare client in a new process. The database process
   * reads pages of the index (documentdb_rum) in an endless loop, at full CPU, and all others wait for its lock. Reads, and
   * inserts into new collections, still work. Seen after 4 of 4 kills; with `on`, after none of 12. MongoDB itself does not
   * have this problem.
   */
  private surviveKills(): void {
    appendFileSync(join(this.folder, 'data/postgresql.conf'), '\nfull_page_writes = on\n');
    process.kill(this.database(), 'SIGHUP');
  }

  private database(): number {
    return Number(readFileSync(join(this.folder, 'data/postmaster.pid'), 'utf8').split('\n')[0]);
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 20 });
  }
}
