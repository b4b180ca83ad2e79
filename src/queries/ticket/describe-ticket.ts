import { Injectable } from '@nestjs/common';
import type { TeamDocument } from '../../../projections/team/projection.js';
import type { TicketDocument } from '../../../projections/ticket/document.js';
import type { Language } from '../../language.js';
import { DatedSettings } from '../dated-settings.js';
import { namedAt } from '../register/named-at.js';
import type { ViewReader } from '../view-reader.js';
import { departmentView, type DepartmentView } from './department-view.js';
import { clocksOf } from './ticket-clocks.js';

export interface DescribedTicket extends DepartmentView {
  readonly ticket: TicketDocument;
}

/** Question 4: what a ticket looks like to the department. Null when there is no such ticket. */
@Injectable()
export class DescribeTicket {
  constructor(private readonly settings: DatedSettings) {}

  async execute(reader: ViewReader, ticketId: string, now: string, language: Language): Promise<DescribedTicket | null> {
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
