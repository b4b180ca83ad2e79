import { perComponent } from '../../../src/domain/components.js';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../src/domain/aggregates.js';
import { KeepAuditResult } from '../../../src/domain/audit.js';
import { TEXT_KINDS } from '../../../src/domain/text-kinds.js';
import * as c from '../../../src/domain/governance/commands.js';
import { tell } from '../../support/decider.js';
import { HOSPITAL } from '../../support/hospital.js';

const organisation = { organizationId: 'hospital' };
const weights = { reliability: 200, responsiveness: 150, durability: 150, treatment: 250, transparency: 150, engagement: 100 };
const PARAMETERS = {
  weights,
  halfLifeDays: perComponent(() => 90),
  priorStrength: perComponent(() => 10),
  leastInformation: 3_500,
  leastCoverage: 600,
};
const march = (day: number) => `2026-03-0${day}T08:00:00.000Z`;
const adopt = (more: object = {}) =>
  tell(c.AdoptScoringPolicy, { ...organisation, name: 'usual', version: '1', ...PARAMETERS, ...more });
const adopted = HOSPITAL.given(adopt({ effectiveAt: march(3) }));

describe('a scoring policy', () => {
  it('holds from a moment on, and a version never changes', () => {
    HOSPITAL.when(adopt()).then(['ScoringPolicyAdopted', { ...PARAMETERS, effectiveAt: march(2) }]);
    adopted.when(adopt({ effectiveAt: march(3) })).thenNothing();
    adopted.when(adopt({ effectiveAt: march(4), halfLifeDays: perComponent(() => 30) })).thenRefused('ALREADY_EXISTS');
    adopted
      .when(adopt({ effectiveAt: march(4), halfLifeDays: perComponent(() => 30), version: '2' }))
      .then(['ScoringPolicyAdopted']);
  });
  it('can come into force again', () => {
    adopted
      .given(adopt({ version: '2', halfLifeDays: perComponent(() => 30), effectiveAt: march(4) }))
      .when(adopt({ effectiveAt: march(5) }))
      .then(['ScoringPolicyAdopted', { version: '1', effectiveAt: march(5) }]);
  });
  it('weighs something', () => {
    const none = Object.fromEntries(Object.keys(weights).map((component) => [component, 0]));
    HOSPITAL.when(adopt({ weights: none })).thenRefused('INVALID_INPUT', 'weights');
  });
});

describe('the settings', () => {
  const settings = (more: object = {}) => tell(c.AdoptSettings, { ...organisation, ...more });
  const defaults = { zone: 'UTC', graceDays: 7, claimWithinHours: 24, smallestGroup: 5 };
  it('replace those before as a whole: what is absent is as by default', () => {
    HOSPITAL.when(settings()).then(['SettingsAdopted', { ...defaults, effectiveAt: march(2) }]);
    HOSPITAL.given(settings({ zone: 'Europe/Zurich', graceDays: 3 }))
      .when(settings({ smallestGroup: 8, effectiveAt: march(4) }))
      .then(['SettingsAdopted', { ...defaults, smallestGroup: 8, effectiveAt: march(4) }]);
  });
  it('are adopted once for a moment', () => {
    const adoptedLater = HOSPITAL.given(settings({ graceDays: 3, effectiveAt: march(4) }));
    adoptedLater.when(settings({ graceDays: 3, effectiveAt: march(4) })).thenNothing();
    adoptedLater.when(settings({ graceDays: 3, occurredAt: march(5) })).thenNothing();
    // From then on they hold again, whatever is told later of the days between.
    adoptedLater.when(settings({ graceDays: 3, effectiveAt: march(5) })).then(['SettingsAdopted', { effectiveAt: march(5) }]);
    adoptedLater.when(settings({ graceDays: 3, effectiveAt: march(3) })).then(['SettingsAdopted', { effectiveAt: march(3) }]);
  });
  it('name a zone that there is', () => {
    HOSPITAL.when(settings({ zone: 'Europe/Atlantis' })).thenRefused('INVALID_INPUT', 'zone');
  });
});

describe('a benchmark', () => {
  const publish = (more: object = {}) =>
    tell(c.PublishBenchmark, { ...organisation, source: 'NHS', item: 'q1', period: '2025', value: 7250, n: 900, ...more });
  it('is published once, and corrected by its source', () => {
    const published = HOSPITAL.given(publish());
    published.when(publish()).thenNothing();
    published.when(publish({ value: 7300 })).then(['BenchmarkPublished', { value: 7300 }]);
    published
      .given(publish({ value: 7300 }))
      .when(publish())
      .then(['BenchmarkPublished', { value: 7250 }]);
    published.when(publish({ period: '2026' })).then(['BenchmarkPublished', { period: '2026' }]);
  });
});

describe('a re-basing', () => {
  const rebase = (reason: string) =>
    tell(c.RecordRebasing, {
      ...organisation,
      measure: 'treatment',
      teamId: 'desk',
      departmentId: 'radiology',
      at: march(1),
      reason,
    });
  it('is judged once for a measure at a moment', () => {
    HOSPITAL.when(rebase('training')).then(['RebasingRecorded', { measure: 'treatment', at: march(1), reason: 'training' }]);
    HOSPITAL.given(rebase('training')).when(rebase('training')).thenNothing();
    HOSPITAL.given(rebase('training')).when(rebase('chance')).thenRefused('ALREADY_EXISTS');
  });
});

describe('an audit', () => {
  const pin = (more: object = {}) =>
    tell(c.PinAudit, {
      ...organisation,
      auditId: 'a1',
      position: '42',
      from: march(1),
      until: march(4),
      occurredAt: march(5),
      ...more,
    });
  const finding = (more: object = {}) =>
    tell(c.RecordAuditFinding, { ...organisation, auditId: 'a1', findingId: 'f1', findingRef: 'text', ...more });
  it('is pinned to the policy named, or the one in force at its end, or none', () => {
    HOSPITAL.when(pin()).then(['AuditPinned', { departmentIds: [], policy: undefined }]);
    adopted.when(pin()).then(['AuditPinned', { policy: { name: 'usual', version: '1' } }]);
    adopted.when(pin({ until: march(2) })).then(['AuditPinned', { policy: undefined }]);
    adopted.when(pin({ policy: { name: 'usual', version: '2' } })).thenRefused('NOT_REGISTERED', 'policy');
  });
  it('covers a period of departments that exist, and is pinned once', () => {
    HOSPITAL.when(pin({ departmentIds: ['radiology', 'x'] })).thenRefused('NOT_REGISTERED', 'departmentIds');
    HOSPITAL.when(pin({ until: march(1) })).thenRefused('INVALID_INPUT', 'until');
    HOSPITAL.given(pin()).when(pin()).thenNothing();
    HOSPITAL.given(pin())
      .when(pin({ position: '43' }))
      .thenRefused('ALREADY_EXISTS');
  });
  it('is of a period that is over', () => {
    HOSPITAL.when(pin({ occurredAt: march(4) })).then(['AuditPinned']);
    HOSPITAL.when(pin({ occurredAt: march(3) })).thenRefused('INVALID_INPUT', 'until');
  });
  it('keeps that result part by part, each once, and no other', () => {
    const result = { ...organisation, auditId: 'a1', hash: 'abc', part: 1, parts: 2, content: 'H4sI' };
    const keep = (more: object = {}) => tell(KeepAuditResult, { ...result, ...more });
    HOSPITAL.when(keep()).thenRefused('NOT_FOUND', 'auditId');
    const pinned = HOSPITAL.given(pin());
    pinned.when(keep()).then(['AuditResultKept', result]);
    pinned.when(keep({ part: 3 })).thenRefused('INVALID_INPUT', 'part');
    pinned.given(keep()).when(keep()).thenNothing();
    pinned
      .given(keep())
      .when(keep({ part: 2 }))
      .then(['AuditResultKept', { part: 2 }]);
    pinned
      .given(keep())
      .when(keep({ part: 2, hash: 'abd' }))
      .thenRefused('ILLEGAL_MOVE');
    const ran = tell(c.RecordAuditRun, { ...organisation, auditId: 'a1', hash: 'abd', sections: [], formulae: ['sri@1'] });
    pinned.given(ran).when(keep()).thenRefused('ILLEGAL_MOVE');
  });
  it('comes to one result: the first run is recorded, the same one again is nothing new, another one is refused', () => {
    const result = { hash: 'abc', sections: [{ section: 'silence', hash: 'def' }], formulae: ['sri@1'] };
    const ran = (more: object = {}) => tell(c.RecordAuditRun, { ...organisation, auditId: 'a1', ...result, ...more });
    HOSPITAL.when(ran()).thenRefused('NOT_FOUND');
    HOSPITAL.given(pin())
      .when(ran())
      .then(['AuditRunRecorded', { auditId: 'a1', ...result }]);
    HOSPITAL.given(pin(), ran())
      .when(ran({ formulae: ['sri@1', 'other@2'] }))
      .thenNothing();
    HOSPITAL.given(pin(), ran())
      .when(ran({ hash: 'abd' }))
      .thenRefused('ILLEGAL_MOVE');
    HOSPITAL.given(pin(), ran(), pin({ auditId: 'a2' }))
      .when(ran({ auditId: 'a2', hash: 'abd' }))
      .then(['AuditRunRecorded']);
  });
  it('has findings, each once', () => {
    HOSPITAL.when(finding()).thenRefused('NOT_FOUND');
    const found = HOSPITAL.given(pin(), finding());
    HOSPITAL.given(pin())
      .when(finding({ departmentId: 'radiology' }))
      .then(['AuditFindingRecorded', { departmentId: 'radiology' }]);
    found.when(finding()).thenNothing();
    found.when(finding({ findingRef: 'other' })).thenRefused('ALREADY_EXISTS');
  });
});

describe('how long words are kept', () => {
  const keep = (kind: string) => tell(c.AdoptTextRetention, { ...organisation, rules: [{ kind, keepDays: 30 }] });
  it.each(TEXT_KINDS)('is told of %s', (kind) => HOSPITAL.when(keep(kind)).then(['TextRetentionAdopted']));
  it('is told of what somebody says: a rule for other words would keep them for ever', () =>
    HOSPITAL.when(keep('LogTicket.title')).thenRefused('INVALID_INPUT', 'rules.0.kind', 'NOT_ONE_OF'));
  it('may be told of all that any command says', () => {
    const keyed = COMMANDS.flatMap(({ name, definition }) =>
      Object.values(definition.fields).flatMap(({ schema }) =>
        schema['x-words'] === undefined ? [] : `${name}.${schema['x-words']}`,
      ),
    );
    expect(TEXT_KINDS).toEqual([...new Set(keyed)]);
  });
});
