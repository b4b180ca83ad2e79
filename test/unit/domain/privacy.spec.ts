import { expect, it } from 'vitest';
import { AnchorReads, EraseDataSubject, privacyDecider, ReadsAnchored, RecordTextsExpired } from '../../../src/domain/privacy.js';
import { given, tell } from '../../support/decider.js';

const organizationId = 'hospital';
const LATER = '2026-03-09T08:00:00.000Z';
const erase = (subjectRef: string, occurredAt = '2026-03-02T08:00:00.000Z') =>
  tell(EraseDataSubject, { organizationId, subjectRef, reason: 'On request', occurredAt });
const expire = (kind: string, texts = 3) => tell(RecordTextsExpired, { organizationId, kind, writtenBefore: LATER, texts });
const anchor = (sequence: number) => tell(AnchorReads, { organizationId, sequence, hash: `h${sequence}`, readAt: LATER });

it('records a person’s erasure once, and again when the person wrote again', () => {
  given(erase('p1'), erase('p2')).when(erase('p1')).thenNothing();
  given(erase('p1'), erase('p2'))
    .when(erase('p1', LATER))
    .then(['DataSubjectErased', { subjectRef: 'p1' }]);
});

it('records once that a kind of text expired, and how far reads had come', () => {
  given(expire('a'), expire('b')).when(expire('a')).thenNothing();
  given(expire('a'))
    .when(expire('a', 4))
    .then(['TextsExpired', { kind: 'a', texts: 4 }]);
  given(anchor(1), anchor(2)).when(anchor(2)).thenNothing();
  given(anchor(1))
    .when(anchor(2))
    .then(['ReadsAnchored', { sequence: 2 }]);
});

it('keeps one anchor of the reads, however many there were', () => {
  let state = privacyDecider.initial();
  for (let sequence = 1; sequence <= 100; sequence++) {
    const event = ReadsAnchored({ organizationId, sequence, hash: `h${sequence}`, readAt: LATER });
    state = privacyDecider.evolve(state, { ...event, metadata: { occurredAt: LATER, actorKind: 'SYSTEM', actorRef: 'test' } });
  }
  expect(state.size).toBe(1);
});
