import type { Command } from '../../domain/kernel/command.js';
import type { InteractionState } from '../../domain/interaction/state.js';
import type { Stretch } from '../../domain/ticket/lifecycle.js';
import type { Holding, TicketAggregate } from '../../domain/ticket/state.js';
import type { StandIn, TicketStateName } from '../mapping/mapping.js';
import { idOf } from '../values/slug.js';
import type { Notice, StatedPromise } from './planned-row.js';
import type { RecordContext, Row, Telling } from './record-context.js';
import type { CommandOrigin, Registration, RelationshipValues, RowActor, Scope, Values } from './row-commands.js';
import { cutToFit, RowStatements, ticketStatus } from './row-statements.js';
import { type Aspect, saidBy } from './silent-rows.js';

/** A row being planned: the record's state after the log and the rows before it, and the commands to send. */
export class RowDraft {
  /** Commands to streams that are not read beforehand. */
  readonly contributions: Command[] = [];
  /** Sent once per import: registrations before the record's own commands, relationships after them. */
  readonly registrations: Command[] = [];
  readonly relationships: Command[] = [];
  readonly notices = new Set<Notice>();
  /** What the row states about its ticket and contact. */
  readonly statements: RowStatements;
  /** What the row states of its record's commitment. */
  promise: StatedPromise | undefined;
  private readonly registered: Registration[] = [];
  private named: string | undefined;
  private latest: string | undefined;

  constructor(
    private readonly record: RecordContext,
    readonly row: Row,
    readonly origin: CommandOrigin,
    /** The accepted row before it in this file. */
    readonly previous: Row | undefined,
    private readonly telling: Telling,
    /** Whether it is the last row of a finished record. */
    readonly isLast: boolean,
  ) {
    this.statements = new RowStatements(record, origin, telling, this.notices);
  }

  get id(): string {
    return this.record.id;
  }

  get commitmentId(): string {
    return this.record.commitmentId;
  }

  get ticketState(): TicketAggregate {
    return this.record.ticket.state as TicketAggregate;
  }

  get contact(): InteractionState {
    return this.record.interaction.state as InteractionState;
  }

  get openedAt(): string | undefined {
    return this.ticketState?.loggedAt;
  }

  /** Undefined: not logged yet. A ticket that was merged into another counts as cancelled. */
  get state(): TicketStateName | undefined {
    return ticketStatus(this.record);
  }

  get teamId(): string | undefined {
    return this.ticketState?.teamId;
  }

  get assigneeRef(): string | undefined {
    return this.ticketState?.assigneeRef;
  }

  get departmentId(): string | undefined {
    return this.ticketState?.departmentId ?? this.contact?.started.departmentId ?? this.named;
  }

  /** Whether the record begins with this row, by all rows seen so far. */
  get opens(): boolean {
    const { firstRow } = this.record;
    if (firstRow === undefined) return this.isToldAsFirst;
    return this.previous === undefined && this.row.at <= firstRow.at;
  }

  /** Whether the row opened the record when it was recorded. An earlier row that arrives later does not open it again. */
  get isToldAsFirst(): boolean {
    if (this.previous !== undefined) return false;
    const first = this.record.ticket.first ?? this.record.interaction.first;
    if (first === undefined) return true;
    // The opening row as first recorded; an earlier row has been recorded since.
    if (this.openedAt !== undefined && this.openedAt < first.occurredAt) return false;
    return first.hash === undefined || first.hash === this.origin.content;
  }

  /** Sets the department in which the record is opened. */
  nameDepartment(department: StandIn): void {
    this.named = department.id;
    this.registerDepartment(department);
  }

  registerDepartment(department: StandIn): void {
    this.register(this.record.commands.department(department, this.row.at), this.registrations);
  }

  /**
   * The recorded state of the ticket at the row's moment, for an aspect whose cells hold the state at the export. Only for a
   * re-imported row; else undefined.
   */
  standing(aspect: Aspect): { readonly holding: Holding | undefined; readonly stretch: Stretch | undefined } | undefined {
    const { present, onRecord } = this.record;
    const { isOnRecord, at } = this.row;
    if (!isOnRecord || !present.has(aspect)) return undefined;
    const then = <T extends { readonly from: string }>(all: readonly T[] = []) => all.findLast(({ from }) => from <= at);
    return { holding: then(onRecord?.holdings), stretch: then(onRecord?.stretches) };
  }

  registerTeam(team: StandIn): void {
    this.register(this.record.commands.team(team, this.row.at), this.registrations);
  }

  establish(values: RelationshipValues): void {
    this.register(this.record.commands.relationship(values, this.row.at), this.relationships);
  }

  /**
   * Sends a command about the ticket. An automatic or private row never counts as a human word to the department, whatever
   * the mapping declares.
   */
  send(command: string, values: Values = {}, at = this.row.at, actor?: RowActor, scope: Scope = 'ROW'): void {
    const { automatic, private: hidden } = this.row;
    // The department cannot see a private row, so the row acknowledges nothing.
    if (hidden && command === 'AcknowledgeTicket') return;
    const guarded: Record<string, unknown> = { ...values, ticketId: this.id };
    if ((automatic || hidden) && 'human' in values) guarded['human'] = false;
    if (hidden && 'visibility' in values) guarded['visibility'] = 'INTERNAL';
    // Excludes holder and classification, which a row states at its own moment.
    if (scope === 'MOMENT' || saidBy(command).includes('STATE')) {
      if (this.latest !== undefined && at < this.latest) this.notices.add('MOMENTS_OUT_OF_ORDER');
      this.latest = at;
    }
    this.statements.aboutTicket(command, guarded, { at, actor, scope });
  }

  /** Starts a contact, about tickets or none. */
  startContact(values: Values, at: string, ticketIds: readonly string[]): void {
    const { interactionId } = this.record;
    const started = { ...values, interactionId, departmentId: this.departmentId };
    this.statements.aboutContact('StartInteraction', started, { at });
    for (const ticketId of ticketIds)
      this.statements.aboutContact('LinkInteractionToTicket', { interactionId, ticketId: idOf(ticketId) }, { at });
  }

  /** Sends a command about the contact (the record's own, or the one in which its ticket was opened), if there is one. */
  sendToContact(command: string, values: Values, at = this.row.at, actor?: RowActor, scope: Scope = 'ROW'): void {
    if (this.contact === null) {
      this.notices.add('NO_CONTACT');
      return;
    }
    const { interactionId } = this.record;
    this.statements.aboutContact(command, { ...values, interactionId }, { at, actor, scope });
  }

  /** Publishes a benchmark. */
  publish(values: Values): void {
    this.contribute('PublishBenchmark', { ...values, organizationId: this.record.commands.organizationId });
  }

  /** Submits a survey answer. */
  answer(values: Values): void {
    this.contribute('SubmitSurveyResponse', values);
  }

  /** Builds a command that is sent or not depending on the other rows of the record. */
  build(command: string, values: Values, at: string, scope: Scope): Command {
    return this.record.commands.build(command, cutToFit(command, values, this.notices), at, this.origin, { scope, nth: 1 });
  }

  /** Adds a command without checking for repetition: the target stream recognises known commands, and is not read beforehand. */
  private contribute(command: string, values: Values): void {
    const place = { scope: 'ROW', nth: this.contributions.length + 1 } as const;
    this.contributions.push(
      this.record.commands.build(command, cutToFit(command, values, this.notices), this.row.at, this.origin, place),
    );
  }

  /** Sends what every row except the first causes. The first row holds it back, because an earlier row may still arrive. */
  unlessFirst(send: () => void): void {
    if (this.opens) this.statements.holdBack(send);
    else send();
  }

  private register(registration: Registration, commands: Command[]): void {
    if (this.telling === 'OLDER') return;
    this.registered.push(registration);
    commands.push(...registration.commands);
  }

  /** Confirms the row's registrations, once the row is accepted. */
  settle(): void {
    for (const registration of this.registered) this.record.commands.settle(registration);
  }
}
