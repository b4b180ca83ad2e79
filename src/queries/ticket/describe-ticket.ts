import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { TeamDocument } from '../../../projections/team/document.js';
import type { TicketDocument } from '../../../projections/ticket/document.js';
import type { Language } from '../../language.js';
import { AskedOf } from '../asked-of.js';
import { DatedSettings } from '../dated-settings.js';
import { namedAt } from '../register/named-at.js';
import type { ViewReader } from '../view-reader.js';
import { departmentView, type DepartmentView } from './department-view.js';
import { clocksOf } from './ticket-clocks.js';

export interface DescribedTicket extends DepartmentView {
  readonly ticket: TicketDocument;
}

/** Question 4: what a ticket looks like to the department. Null when there is no such ticket. */
export class DescribeTicket extends AskedOf<DescribedTicket | null> {
  constructor(
    reader: ViewReader,
    readonly ticketId: string,
    readonly now: string,
    readonly language: Language,
  ) {
    super(reader);
  }
}

@QueryHandler(DescribeTicket)
export class DescribeTicketHandler implements IQueryHandler<DescribeTicket> {
  constructor(private readonly settings: DatedSettings) {}

  async execute({ reader, ticketId, now, language }: DescribeTicket): Promise<DescribedTicket | null> {
    const ticket = (await reader.get<TicketDocument>('ticket', [ticketId])).get(ticketId);
    if (!ticket) return null;
    const teams = ticket.teamId === null ? undefined : await reader.get<TeamDocument>('team', [ticket.teamId]);
    const team = ticket.teamId === null ? undefined : teams?.get(ticket.teamId);
    const teamName = team ? namedAt(team, now).name : null;
    const { zone } = await this.settings.of(reader);
    const clocks = (await clocksOf(reader, this.settings, [ticketId], now)).get(ticketId)!;
    return { ticket, ...departmentView(ticket, clocks, teamName, { language, zone, now }) };
  }
}
