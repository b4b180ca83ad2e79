import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Metrics } from '../../http/operations.controller.js';
import type { ProjectionStatusSource } from '../../queries/projection-status.js';
import { withDeadline } from '../../clock.js';
import { isRapportError } from '../../domain/kernel/errors.js';
import type { Position } from '../../domain/kernel/event.js';
import type {
  Appended,
  EventLog,
  ExpectedRevision,
  NewEvent,
  ReadOptions,
  ReadStreamOptions,
} from '../../event-log/event-log.js';

export interface ObservedRequest {
  readonly method: string;
  /** The route's pattern instead of the address, which would create a series per ticket. */
  readonly route: string;
  readonly status: number;
}

/** The metrics of this process (explained in docs/operations.md). */
export class ProcessMetrics implements Metrics {
  private readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'rapport_http_request_duration_seconds',
    help: 'From a request’s arrival to the end of its response; for a feed, until its reader disconnects.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });
  private readonly appends = new Histogram({
    name: 'rapport_append_duration_seconds',
    help: 'Time to append a command’s events durably, by result: ok, or the error’s code.',
    labelNames: ['outcome'],
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers: [this.registry],
  });
  private readonly operations = new Histogram({
    name: 'rapport_graphql_operation_duration_seconds',
    help: 'GraphQL requests by their field (`several` for more than one) and by result: OK, or the first error’s code.',
    labelNames: ['operation', 'code'],
    buckets: [0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10],
    registers: [this.registry],
  });
  private readonly commands = new Histogram({
    name: 'rapport_command_duration_seconds',
    help: 'Commands of the API, each of a request, by result: OK, or the error’s code.',
    labelNames: ['command', 'code'],
    buckets: [0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10],
    registers: [this.registry],
  });
  private readonly events = new Counter({
    name: 'rapport_events_appended_total',
    help: 'Events that this process appended to the log; repeats that the log recognised are counted again.',
    registers: [this.registry],
  });
  private views: ViewGauges | undefined;

  get contentType(): string {
    return this.registry.contentType;
  }

  async text(): Promise<string> {
    await this.views?.refresh();
    return this.registry.metrics();
  }

  countReaders(count: () => number): void {
    new Gauge({
      name: 'rapport_feed_readers',
      help: 'Clients that currently follow the event feed or a GraphQL subscription of this process.',
      registers: [this.registry],
      collect() {
        this.set(count());
      },
    });
  }

  /** Starts collecting metrics of the views and of the process: memory, CPU, event loop. */
  watch(source: Pick<ProjectionStatusSource, 'status'>): void {
    this.views = new ViewGauges(this.registry, source);
    collectDefaultMetrics({ register: this.registry });
  }

  requestDone({ method, route, status }: ObservedRequest, seconds: number): void {
    this.requests.observe({ method, route, status }, seconds);
  }

  readonly operationDone = (operation: { readonly operation: string; readonly code: string }, seconds: number): void =>
    this.operations.observe({ ...operation }, seconds);

  readonly commandDone = (command: { readonly command: string; readonly code: string }, seconds: number): void =>
    this.commands.observe({ ...command }, seconds);

  appendDone(outcome: string, events: number, seconds: number): void {
    this.appends.observe({ outcome }, seconds);
    if (outcome === 'ok') this.events.inc(events);
  }
}

/** Below Prometheus' scrape timeout of ten seconds, so that the other metrics are delivered while a store does not answer. */
const PATIENCE_MS = 5_000;

/** Gauges of the views' state, queried at each scrape. They are absent while the stores do not answer, instead of outdated. */
class ViewGauges {
  private readonly gauge = (name: string, help: string) =>
    new Gauge({ name, help, labelNames: ['view'], registers: [this.registry] });
  private readonly behind = this.gauge(
    'rapport_view_behind_events',
    'Events that the view has not processed yet, counted up to 10,000.',
  );
  private readonly parked = this.gauge(
    'rapport_view_parked_keys',
    'Documents whose events wait behind an event that could not be folded.',
  );
  private readonly stalled = this.gauge(
    'rapport_view_stalled',
    '1 if the view does not advance although there are events to process.',
  );
  private readonly readable = new Gauge({
    name: 'rapport_views_readable',
    help: '1 if the state of the views could be read from both stores.',
    registers: [this.registry],
  });

  constructor(
    private readonly registry: Registry,
    private readonly source: Pick<ProjectionStatusSource, 'status'>,
  ) {}

  async refresh(): Promise<void> {
    const views = await withDeadline(this.source.status(), PATIENCE_MS).catch(() => undefined);
    for (const gauge of [this.behind, this.parked, this.stalled]) gauge.reset();
    this.readable.set(views ? 1 : 0);
    for (const { name: view, behind, parked, state } of views ?? []) {
      this.behind.set({ view }, behind);
      this.parked.set({ view }, parked);
      this.stalled.set({ view }, state === 'STALLED' ? 1 : 0);
    }
  }
}

/** An event log that measures its appends. */
export class MeasuredLog implements EventLog {
  constructor(
    private readonly log: EventLog,
    private readonly metrics: ProcessMetrics,
  ) {}

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    const startedAt = performance.now();
    const done = (outcome: string) => this.metrics.appendDone(outcome, events.length, (performance.now() - startedAt) / 1_000);
    try {
      const appended = await this.log.append(stream, expected, events);
      done('ok');
      return appended;
    } catch (error) {
      done(isRapportError(error) ? error.code : 'INTERNAL');
      throw error;
    }
  }

  withLease: EventLog['withLease'] = (name, work) => this.log.withLease(name, work);
  readStream = (stream: string, options?: ReadStreamOptions) => this.log.readStream(stream, options);
  eventAt = (position: Position) => this.log.eventAt(position);
  read = (after: Position, options?: ReadOptions & { readonly until?: Position }) => this.log.read(after, options);
  follow = (after: Position, options?: ReadOptions) => this.log.follow(after, options);
  head = () => this.log.head();
  close = () => this.log.close();
}
