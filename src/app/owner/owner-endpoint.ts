import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { HandedOverCall, RunCall } from './command-io.js';
import { ALIVE_EVERY_MS, PROGRESS_EVERY_MS, type Frame } from './hand-over.js';
import { sharedController } from '../../any-signal.js';

export interface OwnerEndpoint {
  readonly url: string;
  readonly token: string;
  /** Accepts no more calls, and resolves when the running ones are done; `abort` stops them. */
  close(options?: { readonly abort?: boolean }): Promise<void>;
}

/**
 * The endpoint at which the owner of the files takes commands from other processes of the same user. It has a loopback
 * listener of its own, so that neither HOST nor a proxy in front of the server can expose it, and requires the token.
 */
export async function openOwnerEndpoint(run: RunCall): Promise<OwnerEndpoint> {
  const token = randomBytes(32).toString('base64url');
  const inside = new Map<Promise<void>, AbortController>();
  const server = createServer((request, response) => {
    response.setHeader('connection', 'close');
    if (request.method !== 'POST' || request.url !== '/owner/commands') return refuse(response, 404);
    if (!isAllowed(request, token)) return refuse(response, 403);
    const controller = sharedController();
    const visit: Promise<void> = serveCall(request, response, run, controller).finally(() => inside.delete(visit));
    inside.set(visit, controller);
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token,
    async close({ abort = false } = {}) {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      if (abort) for (const controller of inside.values()) controller.abort();
      await Promise.all(inside.keys());
      server.closeAllConnections();
      await closed;
    },
  };
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status).end();
}

/** Compares in constant time, so that the delay does not reveal how much of a guess was right. */
function isAllowed({ headers }: IncomingMessage, token: string): boolean {
  const given = Buffer.from(headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

async function serveCall(
  request: IncomingMessage,
  response: ServerResponse,
  run: RunCall,
  controller: AbortController,
): Promise<void> {
  // When the caller ends, by Ctrl-C or a kill, the work is aborted.
  response.once('close', () => controller.abort());
  response.once('error', () => controller.abort());
  const send = (frame: Frame) => void (response.writable && response.write(`${JSON.stringify(frame)}\n`));
  let progressSentAt = -Infinity;
  const alive = setInterval(() => send({ alive: true }), ALIVE_EVERY_MS);
  try {
    const call = JSON.parse(await text(request)) as HandedOverCall;
    // Sent at once: it tells the caller that the call was accepted.
    response.writeHead(200, { 'content-type': 'application/x-ndjson' }).flushHeaders();
    const exit = await run(call, {
      out: (message) => send({ out: message }),
      err: (message) => send({ err: message }),
      progress: (message) => {
        if (performance.now() - progressSentAt < PROGRESS_EVERY_MS) return;
        progressSentAt = performance.now();
        send({ progress: message });
      },
      cwd: call.cwd,
      signal: controller.signal,
    });
    send({ exit });
  } catch {
    // The call is invalid or its caller is gone. A response without an exit code tells the caller enough.
    if (!response.headersSent) response.writeHead(400);
  } finally {
    clearInterval(alive);
    await new Promise<void>((resolve) => (response.closed ? resolve() : response.once('close', resolve).end()));
  }
}
