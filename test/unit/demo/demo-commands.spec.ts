import { beforeAll, describe, expect, it } from 'vitest';
import { demoCommands } from '../../../src/demo/demo-commands.js';
import { type Command, streamOf } from '../../../src/domain/kernel/command.js';
import type { DomainEvent } from '../../../src/domain/kernel/event.js';
import { DomainInMemory } from '../../support/domain-in-memory.js';
import { schemaFault } from '../../support/event-schemas.js';

const OPTIONS = { seed: 1, years: 2, end: '2026-03-01T00:00:00.000Z' };
const count = (all: readonly DomainEvent[], type: string) => all.filter((event) => event.type === type).length;

describe('the demo', () => {
  const batches: (readonly Command[])[] = [];
  const events: DomainEvent[] = [];
  const domain = new DomainInMemory();
  beforeAll(() => {
    for (const batch of demoCommands(OPTIONS)) {
      batches.push(batch);
      for (const command of batch) events.push(...domain.handle(command));
    }
  });

  it('is the same for the same seed, and another for another', () => {
    const told = (seed: number) => JSON.stringify([...demoCommands({ ...OPTIONS, years: 1, seed })]);
    expect(told(7)).toBe(told(7));
    expect(told(7)).not.toBe(told(8));
  });
  it('is accepted whole, whatever the seed', () => {
    for (const seed of [2, 3]) {
      const another = new DomainInMemory();
      for (const command of [...demoCommands({ ...OPTIONS, years: 1, seed })].flat()) another.handle(command);
    }
  });
  it('is accepted whole, keeps the event schemas, and names each command once', () => {
    const ids = batches.flat().map(({ commandId }) => commandId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(events.map(schemaFault).filter((fault) => fault !== null)).toEqual([]);
    expect(events.length).toBeGreaterThan(20_000);
  });
  it('gives batches of one stream each, none of it after the end', () => {
    for (const batch of batches) expect(new Set(batch.map(streamOf)).size).toBe(1);
    expect(batches.flat().filter(({ occurredAt }) => occurredAt >= OPTIONS.end)).toEqual([]);
  });
  it('calls itself synthetic wherever a name shows', () => {
    const named = batches
      .flat()
      .filter(({ constructor }) => /^Register(Department|ServiceTeam)$/.test(constructor.name)) as (Command & { name: string })[];
    expect(named.length).toBe(23);
    expect(named.filter(({ name }) => !name.endsWith('(synthetic)'))).toEqual([]);
  });
  it('has the size and the variety of a hospital', () => {
    expect(count(events, 'TicketLogged')).toBe(3_000);
    expect(count(events, 'RelationshipEstablished')).toBe(32);
    for (const type of [
      'TicketReassigned',
      'TicketUpdateChased',
      'TicketReopened',
      'TouchpointMissed',
      'ConcernAddressed',
      'TicketMerged',
    ]) {
      expect({ type, some: count(events, type) > 10 }).toEqual({ type, some: true });
    }
    const open = count(events, 'TicketLogged') - count(events, 'TicketClosed');
    expect(open).toBeGreaterThan(20);
  });
  it('shows promises of every ending, two rounds of surveys, improvements and decisions', () => {
    for (const type of ['CommitmentRenegotiated', 'CommitmentMissed', 'FulfilmentConfirmed', 'FulfilmentDisputed']) {
      expect({ type, some: count(events, type) > 5 }).toEqual({ type, some: true });
    }
    expect(count(events, 'SurveyOpened')).toBe(count(events, 'SurveyClosed'));
    expect(count(events, 'SurveyOpened')).toBe(32 + 31);
    for (const type of [
      'CommitmentWithdrawn',
      'TrainingHeld',
      'ImprovementOutcomeMeasured',
      'ImprovementDeclined',
      'FeedbackActedOn',
    ]) {
      expect({ type, some: count(events, type) > 0 }).toEqual({ type, some: true });
    }
    expect(['ScoringPolicyAdopted', 'RebasingRecorded', 'DepartmentMerged'].map((type) => count(events, type))).toEqual([
      1, 1, 1,
    ]);
  });
  it('has a department that answers with fewer than five people', () => {
    const sizes = events.filter(({ type }) => type === 'SurveyClosed').map(({ data }) => data) as {
      departmentId: string;
      responses: number;
    }[];
    const ofChaplaincy = sizes.filter(({ departmentId }) => departmentId === 'chaplaincy');
    expect(ofChaplaincy.length).toBe(2);
    expect(ofChaplaincy.filter(({ responses }) => responses >= 5)).toEqual([]);
    expect(sizes.filter(({ departmentId, responses }) => departmentId === 'radiology' && responses < 5)).toEqual([]);
  });
  it('has good contacts that solved nothing and bad ones that did', () => {
    const feedback = events.filter(({ type }) => type === 'InteractionFeedbackGiven').map(({ data }) => data) as {
      treatment: number;
      resolvedAtTime: boolean;
    }[];
    expect(feedback.filter(({ treatment, resolvedAtTime }) => treatment >= 4 && !resolvedAtTime).length).toBeGreaterThan(50);
    expect(feedback.filter(({ treatment, resolvedAtTime }) => treatment <= 2 && resolvedAtTime).length).toBeGreaterThan(50);
  });
});
