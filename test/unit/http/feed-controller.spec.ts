import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { FastifyReply } from 'fastify';
import { describe, expect, it } from 'vitest';
import { ADMINISTRATOR } from '../../support/identities.js';
import { FeedTail } from '../../../src/feed/feed.module.js';
import { DEFAULT_FEED_SETTINGS, FeedController } from '../../../src/http/feed.controller.js';
import { MemoryEventLog } from '../../support/memory-event-log.js';
import { numbered } from '../../support/new-events.js';

/** A reply to a client that reads what comes through `raw` when it likes. */
function replyTo() {
  const raw = Object.assign(new PassThrough(), { writeHead: () => undefined });
  const request = { identity: ADMINISTRATOR, method: 'GET', raw: { socket: new EventEmitter() } };
  return { raw, request, sent: true, hijack: () => undefined, getHeaders: () => ({}) };
}

describe('the feed of a server that stops', () => {
  it('is sent to its end before the server destroys the connections', async () => {
    const log = new MemoryEventLog();
    await log.append('ticket-T1', 'NO_STREAM', [numbered(1)]);
    const tail = new FeedTail(log);
    const feed = new FeedController(tail, { along: () => undefined } as never, DEFAULT_FEED_SETTINGS);
    const reply = replyTo();
    const served = feed.events({}, undefined, reply as unknown as FastifyReply);
    while (tail.readerCount === 0) await new Promise(setImmediate);
    await tail.close();
    let isOver = false;
    const ending = feed.beforeApplicationShutdown().then(() => (isOver = true));
    await served;
    expect(isOver).toBe(false);
    expect(await text(reply.raw)).toContain('event: TicketWorkStarted');
    await ending;
  });
});
