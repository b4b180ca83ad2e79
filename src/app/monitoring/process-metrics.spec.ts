import { describe, expect, it } from 'vitest';
import { RapportError } from '../../domain/kernel/errors.js';
import type { EventLog } from '../../event-log/event-log.js';
import type { ProjectionStatus } from '../../queries/projection-status.js';
import { MeasuredLog, ProcessMetrics } from './process-metrics.js';

const status = (name: string, rest: Partial<ProjectionStatus>): ProjectionStatus => ({
  name,
  version: 1,
  state: 'LIVE',
  position: '1',
  head: '9',
  behind: 0,
  parked: 0,
  building: null,
  ...rest,
});

describe('The numbers of a process', () => {
  it('tell how each view stands, as of now', async () => {
    const metrics = new ProcessMetrics();
    let views = [status('ticket', { behind: 8, state: 'STALLED' }), status('team', { parked: 2 })];
    metrics.watch({ status: async () => views });
    const before = await metrics.text();
    expect(before).toContain('rapport_view_behind_events{view="ticket"} 8');
    expect(before).toContain('rapport_view_stalled{view="ticket"} 1');
    expect(before).toContain('rapport_view_stalled{view="team"} 0');
    expect(before).toContain('rapport_view_parked_keys{view="team"} 2');
    expect(before).toContain('rapport_views_readable 1');
    views = [status('ticket', {})];
    const after = await metrics.text();
    expect(after).toContain('rapport_view_behind_events{view="ticket"} 0');
    expect(after).not.toContain('view="team"');
  });

  it('are to be had while the stores are away, without old ones among them', async () => {
    const metrics = new ProcessMetrics();
    let away = false;
    metrics.watch({ status: async () => (away ? Promise.reject(new Error('away')) : [status('ticket', {})]) });
    await metrics.text();
    away = true;
    const text = await metrics.text();
    expect(text).toContain('rapport_views_readable 0');
    expect(text).not.toContain('view="ticket"');
    expect(text).toContain('process_resident_memory_bytes');
  });

  it('count appends by what came of them, and the events of those that succeeded', async () => {
    const metrics = new ProcessMetrics();
    const answers = [undefined, new RapportError('LOG_UNAVAILABLE', 'away')];
    const append = async () => {
      const failure = answers.shift();
      if (failure) throw failure;
      return { revision: 1, position: '2' };
    };
    const log = new MeasuredLog({ append } as unknown as EventLog, metrics);
    const event = { id: '', type: '', data: {}, metadata: {} } as never;
    await log.append('ticket-1', 'ANY', [event, event]);
    await expect(log.append('ticket-1', 'ANY', [event])).rejects.toThrow('away');
    const text = await metrics.text();
    expect(text).toContain('rapport_events_appended_total 2');
    expect(text).toContain('rapport_append_duration_seconds_count{outcome="ok"} 1');
    expect(text).toContain('rapport_append_duration_seconds_count{outcome="LOG_UNAVAILABLE"} 1');
  });
});
