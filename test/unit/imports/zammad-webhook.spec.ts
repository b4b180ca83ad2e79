import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkSignature } from '../../../src/http/inbound-routes.js';
import { importBody } from '../../../src/imports/import-body.js';
import { loadMapping } from '../../../src/imports/mapping/load-mapping.js';
import { RecordingRunner } from './support/recording-runner.js';

const mapping = await loadMapping('zammad-webhook');
const at = (minute: number) => `2026-03-02T08:${String(minute).padStart(2, '0')}:00.000Z`;

/** A delivery as Zammad's administrator manual shows it, without what is not read. */
const delivery = (updated: number, ticket: object, article: object) =>
  JSON.stringify({
    ticket: {
      number: '10081',
      created_at: at(0),
      updated_at: at(updated),
      create_article_type: 'phone',
      customer_id: 8,
      updated_by_id: 3,
      group: { id: 3, name: 'Service Desk' },
      organization: { id: 3, name: 'Ward 4' },
      priority: { id: 2, name: '2 normal' },
      ...ticket,
    },
    article: { body: 'not read', created_by_id: 5, internal: false, ...article },
  });
const asked = delivery(0, { state: 'new', article_count: 1 }, { created_at: at(0), sender: 'Customer' });
const answered = delivery(5, { state: 'open', article_count: 2 }, { created_at: at(5), sender: 'Agent' });
const closed = delivery(9, { state: 'closed', article_count: 2 }, { created_at: at(5), sender: 'Agent' });

describe('what Zammad posts', () => {
  it('tells the ticket once, each article once, and where it stands', async () => {
    const runner = new RecordingRunner();
    for (const body of [asked, answered, answered, closed]) await importBody(body, mapping, { runner });
    const told = runner.events('ticket').map(({ type, metadata }) => `${type} ${metadata.occurredAt.slice(14, 16)}`);
    expect(told).toEqual([
      'TicketLogged 00',
      'TicketAssigned 00',
      'TicketAcknowledged 05',
      'TicketUpdateShared 05',
      'TicketResolved 09',
    ]);
  });
  it('is an internal note where the article is one', async () => {
    const runner = new RecordingRunner();
    await importBody(asked, mapping, { runner });
    const note = delivery(5, { state: 'new', article_count: 2 }, { created_at: at(5), sender: 'Agent', internal: true });
    await importBody(note, mapping, { runner });
    expect(runner.commands('ShareTicketUpdate')).toMatchObject([{ visibility: 'INTERNAL' }]);
    expect(runner.commands('AcknowledgeTicket')).toEqual([]);
  });
  it('is signed by HMAC-SHA1 of its body', () => {
    const check = (signature: string) => () =>
      checkSignature(
        mapping.inbound!,
        'secret',
        { headers: { 'x-hub-signature': signature }, body: Buffer.from(asked) },
        Date.parse(at(1)),
      );
    expect(check(`sha1=${createHmac('sha1', 'secret').update(asked).digest('hex')}`)).not.toThrow();
    expect(check(`sha1=${createHmac('sha1', 'other').update(asked).digest('hex')}`)).toThrow();
  });
});
