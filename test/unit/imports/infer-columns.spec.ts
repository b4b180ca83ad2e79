import { describe, expect, it } from 'vitest';
import { inferMapping } from '../../../src/imports/infer/infer-mapping.js';
import { parseMapping } from '../../../src/imports/mapping/load-mapping.js';
import { runImport } from '../../../src/imports/run-import.js';
import { withFile } from './support/files.js';
import { RecordingRunner } from './support/recording-runner.js';

describe('--infer chooses columns', () => {
  it.each([
    [
      'a report whose moments are "-" where there is none, and whose last change is not the first time of a row',
      'Request ID,Requester,Department,Company,Group,Technician,Request Status,Created Time,Completed Time,Last Update Time',
      [
        '1,Grete,Ward,Us,Net,Hans,Open,"Jan 3, 2026 8:00 AM",-,"Jan 4, 2026 8:00 AM"',
        '2,Grete,ICU,Us,Net,Hans,Stalled,"Jan 3, 2026 8:00 AM",-,"Jan 4, 2026 8:00 AM"',
        '3,Grete,ICU,Us,-,Hans,Closed,"Jan 3, 2026 8:00 AM","Jan 4, 2026 9:00 AM","Jan 4, 2026 9:00 AM"',
      ],
      {
        missing: { values: ['-'] },
        occurredAt: 'Last Update Time',
        pseudonyms: ['Requester', 'Technician'],
        registers: { departments: { column: 'Department' } },
        opening: { at: 'Created Time' },
        milestones: [{ at: ['Completed Time'], command: 'ResolveTicket' }],
        states: { values: { Open: 'NEW', Stalled: 'ON_HOLD', Closed: 'CLOSED' } },
      },
      'registers.departments: "Department" is chosen; it may be "Company"',
    ],
    [
      'names of things beside them, and days that are none',
      'id,dateoccurred,statusname,client_name,site_name,user_name,team_name,dateclosed,lastactiondate',
      [
        '1,2026-01-03T08:00:00,Closed,Us,Ward,Grete,Net,2026-01-04T08:00:00,2026-01-04T08:00:00',
        '2,2026-01-03T08:00:00,New,Us,ICU,Hans,Net,0000-00-00,2026-01-03T08:00:00',
      ],
      {
        missing: { columns: { dateclosed: ['0000-00-00'] } },
        occurredAt: 'lastactiondate',
        pseudonyms: ['user_name'],
        registers: { teams: { column: 'team_name' }, departments: { column: 'site_name' } },
        opening: { at: 'dateoccurred' },
        states: { of: 'statusname' },
      },
      'missing: "0000-00-00" in "dateclosed"',
    ],
    [
      'a row an event, which has a moment of its own beside that of the opening',
      'Ticket,Created,Queue,Ticket created,Created By,Status,Comment,Comment',
      [
        '1,2026-01-03 08:00,Net,2026-01-03 08:00,Grete,New,x,',
        '1,2026-01-03 09:00,Net,2026-01-03 08:00,Hans,Closed,x,y',
        '2,2026-01-03 09:00,Net,2026-01-03 09:00,Hans,New,,',
      ],
      { occurredAt: 'Created', ordering: ['Created'], opening: { at: 'Ticket created' }, pseudonyms: ['Created By'] },
      'format.each: several columns are named "Comment"',
    ],
    [
      'a system that names what stands beside a ticket like it, and numbers its states',
      'case,tickettype_id,ticket_form_id,id,status_id,team,Customer Department,Resolver Group,Department Head,dateoccurred',
      ['x,1,7,101,New,Net,Ward,Net,Hans,2026-01-03T08:00:00Z', 'x,1,7,102,Closed,Net,ICU,Net,Hans,2026-01-04T08:00:00Z'],
      {
        record: { key: 'id' },
        pseudonyms: ['Department Head'],
        registers: { teams: { column: 'team' }, departments: { column: 'Customer Department' } },
        states: { of: 'status_id' },
      },
      'occurredAt: no column',
    ],
    [
      'a log of activities',
      'IncidentActivity_Number,Incident ID,IncidentActivity_Type,Assignment Group,DateStamp',
      ['a1,IM1,Open,T1,2026-01-03 08:00', 'a2,IM1,Mail,T1,2026-01-03 09:00', 'a3,IM2,Closed,T1,2026-01-03 09:00'],
      {
        fidelity: 'HISTORY',
        record: { key: 'Incident ID', contiguous: false },
        states: { of: 'IncidentActivity_Type', values: { Open: 'NEW', Closed: 'CLOSED' }, otherwise: 'keep' },
      },
      'fidelity: "IncidentActivity_Type" names an activity',
    ],
    [
      'a report in which deadlines stand before what they are of, without the moment of the opening',
      'Number,Status,Resolve By Date,SLA Close Target,Responded Date,Resolved Date,Closed Date,Last Modified Date',
      [
        '1,Closed,2026-01-09 08:00,2026-01-09 08:00,2026-01-03 09:00,2026-01-03 10:00,2026-01-03 11:00,2026-01-03 11:00',
        '2,New,2026-01-09 08:00,2026-01-09 08:00,,,,2026-01-03 08:00',
      ],
      {
        occurredAt: 'Last Modified Date',
        milestones: [
          { at: ['Resolved Date', 'Closed Date'], command: 'ResolveTicket' },
          { at: 'Closed Date', command: 'CloseTicket' },
        ],
      },
      'milestones: "Responded Date" looks like the first answer',
    ],
    [
      'the same, and says that the last change stands in',
      'Number,Status,Closed Date,Last Modified Date',
      ['1,Closed,2026-01-03 11:00,2026-01-03 11:00', '2,New,,2026-01-03 08:00'],
      { occurredAt: 'Last Modified Date' },
      'opening.at: no column looks like the moment at which a ticket was opened. "Last Modified Date" is used instead',
    ],
    [
      'a ticket history, whose rows have ids of their own, of one ticket',
      'id,history_type,ticket_id,Dept,state,create_time',
      ['1,NewTicket,7,Ward,new,2026-01-03 08:00', '2,Move,7,Ward,open,2026-01-03 09:00'],
      { record: { key: 'ticket_id' } },
      'record.key',
    ],
    [
      'transactions in which the ticket is an object, whose rows have ids of their own',
      'id,Transaction,ticket.id,Dept,state,Created',
      ['1,Create,7,Ward,new,2026-01-03 08:00', '2,Set,7,Ward,open,2026-01-03 09:00', '3,Create,8,Ward,new,2026-01-03 09:00'],
      { record: { key: 'ticket.id' } },
      'record.key',
    ],
    [
      'a Dutch system',
      'Meldingnummer,Aanmelder,Afdeling,Behandelaarsgroep,Behandelaar,Status,Aanmelddatum,Streefdatum,Datum gereed,Datum afgemeld,Wijzigingsdatum',
      ['M1,Grete,Ward,Netz,Hans,Gereed,4-3-2025 09:12,6-3-2025 09:12,14-3-2025 09:12,15-3-2025 09:12,15-3-2025 09:12'],
      {
        pseudonyms: ['Aanmelder', 'Behandelaar'],
        registers: { teams: { column: 'Behandelaarsgroep' }, departments: { column: 'Afdeling' } },
        opening: { at: 'Aanmelddatum' },
        occurredAt: 'Wijzigingsdatum',
        milestones: [{ at: ['Datum gereed', 'Datum afgemeld'] }, { at: 'Datum afgemeld' }],
      },
      'zone',
    ],
    [
      'a German one, which writes words together',
      'Auftragsnummer;Kurztext;Auftraggeber;Einrichtung;Auftragsstatus;Zuständige Gruppe;Eingangsdatum;Letzte Änderung',
      [
        'A1;x;Grete;Ward;in Arbeit;Net;04.03.25 09:12;14.03.25 09:12',
        'A2;x;Grete;ICU;abgeschlossen;Net;04.03.25 09:12;14.03.25 09:12',
      ],
      {
        record: { key: 'Auftragsnummer' },
        pseudonyms: ['Auftraggeber'],
        registers: { teams: { column: 'Zuständige Gruppe' }, departments: { column: 'Einrichtung' } },
        states: { of: 'Auftragsstatus', values: { 'in Arbeit': 'IN_PROGRESS', abgeschlossen: 'CLOSED' } },
      },
      'zone',
    ],
    [
      'a system that says in brackets what fields of its own are, and has numbers beside names',
      'Issue key,Custom field (Department),team.id,team.name,Status,Created',
      ['H-1,Ward,7,Net,Open,2026-01-03T08:00:00Z', 'H-2,ICU,7,Net,Open,2026-01-03T08:00:00Z'],
      { registers: { teams: { column: 'team.name' }, departments: { column: 'Custom field (Department)' } } },
      'occurredAt',
    ],
    [
      'a French one',
      "ID,Titre,Entité,Statut,Dernière modification,Date d'ouverture,Demandeur - Demandeur,Attribué à - Technicien,Attribué à - Groupe de techniciens,Date de résolution,Date de clôture",
      ['1,x,Urgences,Clos,04-03-2025 09:12,04-03-2025 08:12,Grete,Hans,Net,04-03-2025 09:00,04-03-2025 09:12'],
      {
        pseudonyms: ['Demandeur - Demandeur', 'Attribué à - Technicien'],
        registers: { teams: { column: 'Attribué à - Groupe de techniciens' }, departments: { column: 'Entité' } },
        opening: { at: "Date d'ouverture" },
        occurredAt: 'Dernière modification',
        milestones: [{ at: ['Date de résolution', 'Date de clôture'] }, { at: 'Date de clôture' }],
        states: { of: 'Statut' },
      },
      'times: "Dernière modification" may be day before month',
    ],
  ])('of %s', async (_what, header, rows, expected, doubt) => {
    await withFile([header, ...rows].join('\n'), async (file) => {
      const { text, toDecide } = await inferMapping(file);
      const mapping = parseMapping(text);
      expect(mapping).toMatchObject(expected);
      expect(toDecide.filter((line) => line.startsWith(doubt))).toHaveLength(1);
      expect(text).not.toMatch(/Grete|Hans|Ward/);
      const report = await runImport({ file, mapping, zone: 'UTC', dryRun: true }, { runner: new RecordingRunner() });
      expect(report.rows.accepted).toBe(rows.length);
    });
  });

  it('that hold the days on which people were born are no moments, and none of them is told', async () => {
    const born = Array.from({ length: 5 }, (_, i) => `${i},195${i}-03-04,2026-01-0${i + 1},New`);
    await withFile(`id,Born,Opened,Status\n${born.join('\n')}\n`, async (file) => {
      const { text } = await inferMapping(file);
      expect(parseMapping(text)).toMatchObject({ times: { Opened: 'iso' } });
      expect(text).not.toMatch(/Born|195/);
    });
  });
});
