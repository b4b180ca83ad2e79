import { beforeAll, describe, expect, it } from 'vitest';
import { START } from '../../../src/domain/kernel/event.js';
import type { EventLog } from '../../../src/event-log/event-log.js';
import {
  collect,
  freshCategory,
  freshStream,
  metadata,
  newEvent,
  openedFor,
  type OpenHarness,
  takeFollowing,
} from './event-log-harness.js';

/** Events recorded by an earlier version of the program: every way of reading gives them in the shape declared now. */
export function versionSuite(open: OpenHarness): void {
  let log: EventLog;
  openedFor(open, (opened) => (log = opened));

  describe('an event recorded in an earlier version', () => {
    const category = freshCategory();
    const stream = freshStream(category);
    const recorded = (schemaVersion: string, resolvedAtTime: boolean) => ({
      ...newEvent({ interactionId: 'I1', treatment: 4, resolvedAtTime }, 'InteractionFeedbackGiven'),
      metadata: { ...metadata, schemaVersion },
    });
    const asDeclared = [
      { schemaVersion: '2', data: { interactionId: 'I1', treatment: 4 } },
      { schemaVersion: '2', data: { interactionId: 'I1', treatment: 4, resolvedAtTime: true } },
      { schemaVersion: '2', data: { interactionId: 'I1', treatment: 4, resolvedAtTime: false } },
    ];
    const shapes = (events: readonly { readonly data: object; readonly metadata: { readonly schemaVersion: string } }[]) =>
      events.map(({ data, metadata: { schemaVersion } }) => ({ schemaVersion, data }));
    beforeAll(() => log.append(stream, 'NO_STREAM', [recorded('1', false), recorded('1', true), recorded('2', false)]));

    it('is read so from its stream, in both directions', async () => {
      expect(shapes((await collect(log.readStream(stream))).events)).toEqual(asDeclared);
      expect(shapes((await collect(log.readStream(stream, { direction: 'backwards' }))).events)).toEqual(asDeclared.toReversed());
    });
    it('is read so from the log', async () => {
      expect(shapes((await collect(log.read(START, { categories: [category] }))).events)).toEqual(asDeclared);
    });
    it('has lost the verdicts that it bore', async () => {
      const promise = { commitmentId: 'C1', teamId: 'desk', departmentId: 'ward', dueAt: '2026-03-05T08:00:00.000Z' };
      const missed = { at: promise.dueAt, kept: false };
      const borne = {
        ...newEvent({ ...promise, counted: missed, counts: missed }, 'CommitmentMissed'),
        metadata: { ...metadata, schemaVersion: '1' },
      };
      const bearing = freshStream(freshCategory());
      await log.append(bearing, 'NO_STREAM', [borne]);
      expect(shapes((await collect(log.readStream(bearing))).events)).toEqual([{ schemaVersion: '2', data: promise }]);
    });
    it('is a charter that one side recorded alone: no proposal is made up for it', async () => {
      const terms = { teamId: 'desk', departmentId: 'ward', expectations: ['say when'], acknowledgeMinutes: 60 };
      const old = { ...newEvent(terms, 'RelationshipCharterAgreed'), metadata: { ...metadata, schemaVersion: '1' } };
      const agreeing = freshStream(freshCategory());
      await log.append(agreeing, 'NO_STREAM', [old]);
      expect(shapes((await collect(log.readStream(agreeing))).events)).toEqual([{ schemaVersion: '2', data: terms }]);
    });
    it('is a dispute whose reason was written freely: of that text nothing is left, but that there was one', async () => {
      const dispute = { teamId: 'desk', departmentId: 'ward', touchpointId: 'v1', side: 'IT' };
      const old = (data: object) => ({
        ...newEvent({ ...dispute, ...data }, 'TouchpointDisputed'),
        metadata: { ...metadata, schemaVersion: '1' },
      });
      const disputing = freshStream(freshCategory());
      await log.append(disputing, 'NO_STREAM', [old({ reason: 'Dr. X was not there' }), old({})]);
      expect(shapes((await collect(log.readStream(disputing))).events)).toEqual([
        { schemaVersion: '2', data: { ...dispute, reason: 'OTHER' } },
        { schemaVersion: '2', data: dispute },
      ]);
    });
    it('is followed so, whether it was there before or comes now', async () => {
      let appended: Promise<unknown> | undefined;
      const appendOnce = (events: readonly unknown[]) => {
        if (events.length === 3) appended ??= log.append(freshStream(category), 'NO_STREAM', [recorded('1', false)]);
      };
      const followed = await takeFollowing(log.follow(START, { categories: [category] }), 4, appendOnce);
      await appended;
      expect(shapes(followed)).toEqual([...asDeclared, asDeclared[0]]);
    });
  });
}
