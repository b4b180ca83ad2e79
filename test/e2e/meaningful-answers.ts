import { expect } from 'vitest';

/* eslint-disable @typescript-eslint/no-explicit-any -- what each example asks for decides what it gets */
export const nodes = (connection: any): any[] => connection.edges.map(({ node }: any) => node);
export const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

/** What a meaningful answer of each question looks like in the demo hospital. */
export const MEANINGFUL: Record<number, (data: any) => void> = {
  1({ departmentOverview: overview }) {
    expect(overview.department.name).toContain('Surgery');
    expect(overview.relationships.length).toBeGreaterThan(1);
    expect(overview.relationships.some(({ score }: any) => score.state === 'SCORED')).toBe(true);
    expect(overview.liaisons.length).toBeGreaterThan(0);
  },
  2({ relationships }) {
    const highs = nodes(relationships).map(({ score }) => score.high);
    expect(highs).toHaveLength(5);
    expect(highs).toEqual([...highs].sort((a, b) => a - b));
  },
  3: ({ relationshipTimeline }) => expect(nodes(relationshipTimeline)).toHaveLength(10),
  4: ({ ticketDepartmentView }) => expect(ticketDepartmentView.headline).not.toBe(''),
  5: ({ projectionStatus }) => expect(projectionStatus.every(({ behind }: any) => behind === 0)).toBe(true),
  6({ scoreChange }) {
    expect(scoreChange.state).toBe('EXPLAINED');
    const explained = sum(scoreChange.components.map(({ delta }: any) => delta)) + scoreChange.coverage;
    expect(explained).toBe(scoreChange.change);
    expect(scoreChange.change).toBeCloseTo(scoreChange.to.value - scoreChange.from.value, 9);
    for (const { to } of scoreChange.components) expect(to.evidence.totalCount).toBe(to.trials);
  },
  7({ measureSeries, rebased }) {
    expect(measureSeries).toMatchObject({ state: 'CHARTED', bucket: 'MONTH' });
    expect(measureSeries.points).toHaveLength(12);
    for (const { limits, value } of measureSeries.points) {
      expect(limits.lower).toBeLessThanOrEqual(limits.centre);
      expect(limits.upper).toBeGreaterThanOrEqual(limits.centre);
      expect(value).not.toBeNull();
    }
    // Five whole months since the re-basing: too few for limits, and nobody is outside.
    expect(rebased.state).toBe('POINTS');
    expect(rebased.rebasings).toHaveLength(1);
    const since = rebased.points.filter(({ from }: any) => from > rebased.rebasings[0].at);
    expect(since).toHaveLength(5);
    for (const { limits, variation } of since) expect([limits, variation]).toEqual([null, 'COMMON_CAUSE']);
  },
  8({ silenceList }) {
    const minutes = nodes(silenceList).map(({ silentMinutes }) => silentMinutes);
    expect(minutes.length).toBeGreaterThan(0);
    expect(minutes).toEqual([...minutes].sort((a, b) => b - a));
  },
  9({ bounceMatrix }) {
    expect(bounceMatrix.total).toBeGreaterThan(0);
    expect(sum(bounceMatrix.cells.map(({ count }: any) => count))).toBe(bounceMatrix.total);
  },
  10({ due, missed }) {
    expect(due.totalCount).toBeGreaterThan(0);
    expect(nodes(missed).length).toBeGreaterThan(0);
    expect(nodes(missed).every(({ verdict }) => verdict.kept === false)).toBe(true);
  },
  11({ promised, kept }) {
    expect(kept.totalCount).toBeGreaterThan(0);
    expect(promised.totalCount).toBeGreaterThan(kept.totalCount);
  },
  12({ feedbackLoop, surveys }) {
    if (feedbackLoop) {
      const [{ improvement, toldBack }] = nodes(feedbackLoop).filter((answer) => answer.improvement.state === 'DELIVERED');
      expect(improvement.results).toHaveLength(1);
      expect(improvement.originRefs).toContain(toldBack[0].surveyId);
      expect(nodes(feedbackLoop).some((answer) => answer.improvement.state === 'DECLINED')).toBe(true);
    } else {
      expect(nodes(surveys).some(({ publication }) => publication === 'PUBLISHED')).toBe(true);
    }
  },
  13({ engagementCalendar }) {
    expect(engagementCalendar.liaisons.length).toBeGreaterThan(0);
    expect(engagementCalendar.due).toBe(engagementCalendar.touchpoints.length);
    expect(engagementCalendar.kept).toBeGreaterThan(0);
  },
  14({ peerBand }) {
    const shown = peerBand.departments.filter(({ state }: any) => state === 'SHOWN');
    expect(shown.length).toBeGreaterThan(3);
    for (const { trials } of shown) expect(trials).toBeGreaterThanOrEqual(5);
  },
  15({ knownThen, knownNow }) {
    expect(knownNow.score.value).toBeGreaterThan(0);
    expect(knownThen.score.components).not.toEqual(knownNow.score.components);
  },
  16({ interventionAnalysis: analysis }) {
    expect(analysis).toMatchObject({ state: 'ANALYSED', measure: 'TRANSPARENCY' });
    expect(analysis.difference.value).toBeCloseTo(analysis.after.proportion - analysis.before.proportion, 9);
  },
  17({ firstContactMatrix }) {
    expect(firstContactMatrix.unsolvedTreatedWell).toBeGreaterThan(firstContactMatrix.unsolvedTreatedBadly);
  },
  18({ audit, auditRun }) {
    if (audit) {
      expect(audit.policy).toEqual({ name: 'people-first', version: '1' });
      expect(audit.run.sections).toHaveLength(12);
    } else {
      expect(auditRun).toMatchObject({ same: true, different: [], formulaeChanged: [] });
      expect(auditRun.hash).toBe(auditRun.recordedHash);
      expect(auditRun.sections.silence.whole.due).toBeGreaterThan(1_000);
    }
  },
  19: ({ projectionStatus }) => expect(projectionStatus[0].head).toBeTruthy(),
  20({ importRuns }) {
    const [run] = nodes(importRuns);
    expect(importRuns.totalCount).toBe(1);
    expect(run).toMatchObject({ file: 'hospital-incidents.csv', rows: { in: 297, accepted: 296, rejected: 1 }, records: 60 });
    expect(run.rejects).toHaveLength(1);
    expect(run.fidelity.snapshot).toBe(run.events.appended);
    expect(sum(run.byType.map(({ count }: any) => count))).toBe(run.events.appended);
  },
};
