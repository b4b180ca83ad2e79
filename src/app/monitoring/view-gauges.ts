import { Gauge, type Registry } from 'prom-client';
import type { ProjectionStatusSource } from '../../queries/projection-status.js';
import { within } from '../within.js';

/** Below the ten seconds that Prometheus waits for an answer: while a store is silent the other numbers are still to be had. */
const PATIENCE_MS = 5_000;

/** How the views stand, asked for anew at each look. While the stores do not answer, the numbers are absent rather than old. */
export class ViewGauges {
  private readonly gauge = (name: string, help: string) =>
    new Gauge({ name, help, labelNames: ['view'], registers: [this.registry] });
  private readonly behind = this.gauge(
    'rapport_view_behind_events',
    'Events that the view has still to take in, counted up to 10,000.',
  );
  private readonly parked = this.gauge(
    'rapport_view_parked_keys',
    'Documents that wait behind an event that could not be folded.',
  );
  private readonly stalled = this.gauge(
    'rapport_view_stalled',
    '1 when the view does not advance though there is something to take in.',
  );
  private readonly readable = new Gauge({
    name: 'rapport_views_readable',
    help: '1 when both stores told how the views stand.',
    registers: [this.registry],
  });

  constructor(
    private readonly registry: Registry,
    private readonly source: Pick<ProjectionStatusSource, 'status'>,
  ) {}

  async refresh(): Promise<void> {
    const views = await within(PATIENCE_MS, () => this.source.status()).catch(() => undefined);
    for (const gauge of [this.behind, this.parked, this.stalled]) gauge.reset();
    this.readable.set(views ? 1 : 0);
    for (const { name: view, behind, parked, state } of views ?? []) {
      this.behind.set({ view }, behind);
      this.parked.set({ view }, parked);
      this.stalled.set({ view }, state === 'STALLED' ? 1 : 0);
    }
  }
}
