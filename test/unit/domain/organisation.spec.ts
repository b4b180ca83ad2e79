import { describe, it } from 'vitest';
import * as d from '../../../src/domain/department/commands.js';
import * as t from '../../../src/domain/team/commands.js';
import { LogTicket } from '../../../src/domain/ticket/commands.js';
import { HISTORY, tell } from '../../support/decider.js';
import { HOSPITAL, LOG } from '../../support/hospital.js';

const radiology = { departmentId: 'radiology' };
const merge = tell(d.MergeDepartment, { ...radiology, intoDepartmentId: 'surgery' });

describe('a department', () => {
  it('is registered once, and is not its own parent', () => {
    HOSPITAL.when(tell(d.RegisterDepartment, { ...radiology, name: 'Radiology', kind: 'CLINICAL' })).thenNothing();
    HOSPITAL.when(tell(d.RegisterDepartment, { ...radiology, name: 'X-ray', kind: 'CLINICAL' })).thenRefused('ALREADY_EXISTS');
    HOSPITAL.when(tell(d.ReparentDepartment, { ...radiology, newParentId: 'radiology' })).thenRefused(
      'INVALID_INPUT',
      'newParentId',
    );
    HOSPITAL.when(tell(d.RenameDepartment, { departmentId: 'x', name: 'X' })).thenRefused('NOT_FOUND');
  });
  it('keeps its old name in the event of a new one', () => {
    const rename = tell(d.RenameDepartment, { ...radiology, name: 'Imaging' });
    HOSPITAL.when(rename).then(['DepartmentRenamed', { old: 'Radiology', new: 'Imaging', effectiveAt: rename.occurredAt }]);
    HOSPITAL.given(rename).when(rename).thenNothing();
    // Told late: then it was still called otherwise.
    HOSPITAL.given(rename)
      .when(tell(d.RenameDepartment, { ...radiology, name: 'Imaging', effectiveAt: '2026-02-01T00:00:00.000Z' }))
      .then(['DepartmentRenamed', { old: 'Radiology', new: 'Imaging' }]);
  });
  it('that goes on as another is referred to no more, and changes only in history', () => {
    const merged = HOSPITAL.given(merge);
    merged.when(merge).thenNothing();
    merged.when(tell(LogTicket, LOG)).thenRefused('NOT_REGISTERED', 'departmentId');
    merged.when(tell(d.RenameDepartment, { ...radiology, name: 'X' })).thenRefused('ILLEGAL_MOVE');
    merged.when(tell(d.RenameDepartment, { ...radiology, name: 'X', ...HISTORY })).then(['DepartmentRenamed']);
    HOSPITAL.when(tell(d.MergeDepartment, { ...radiology, intoDepartmentId: 'radiology' })).thenRefused('INVALID_INPUT');
  });
  it('splits into at least two others', () => {
    const split = (...intoDepartmentIds: string[]) => tell(d.SplitDepartment, { ...radiology, intoDepartmentIds });
    const parts = ['a', 'b'].map((id) => tell(d.RegisterDepartment, { departmentId: id, name: id, kind: 'CLINICAL' }));
    const ready = HOSPITAL.given(...parts);
    ready.when(split('a', 'b')).then(['DepartmentSplit', { intoDepartmentIds: ['a', 'b'] }]);
    ready.when(split('a', 'a')).thenRefused('INVALID_INPUT', 'intoDepartmentIds');
    ready.when(split('a', 'radiology')).thenRefused('INVALID_INPUT', 'intoDepartmentIds');
    HOSPITAL.when(split('a', 'b')).thenRefused('NOT_REGISTERED', 'intoDepartmentIds');
  });
});

describe('a team', () => {
  const desk = { teamId: 'desk' };
  it('retires once, and is given no ticket afterwards', () => {
    const retire = tell(t.RetireServiceTeam, desk);
    HOSPITAL.given(retire).when(retire).thenNothing();
    HOSPITAL.given(retire)
      .when(tell(t.RetireServiceTeam, { ...desk, reason: 'outsourced' }))
      .thenRefused('ILLEGAL_MOVE');
    HOSPITAL.given(retire)
      .when(tell(LogTicket, { ...LOG, teamId: 'desk' }))
      .thenRefused('NOT_REGISTERED', 'teamId');
    HOSPITAL.when(tell(t.MergeServiceTeam, { ...desk, intoTeamId: 'desk' })).thenRefused('INVALID_INPUT', 'intoTeamId');
  });
  it('adopts a calendar that can be read', () => {
    const calendar = { ...desk, zone: 'UTC', hours: [{ weekday: 2, from: '08:00', until: '16:00' }] };
    HOSPITAL.when(tell(t.AdoptCalendar, { ...calendar, zone: 'Nowhere/None' })).thenRefused('INVALID_INPUT', 'zone');
    HOSPITAL.when(tell(t.AdoptCalendar, { ...calendar, hours: [{ weekday: 2, from: '9', until: '16:00' }] })).thenRefused(
      'INVALID_INPUT',
      'hours.0.from',
      'NOT_LIKE',
    );
    HOSPITAL.when(tell(t.AdoptCalendar, { ...calendar, holidays: ['2026-02-30'] })).thenRefused(
      'INVALID_INPUT',
      'holidays.0',
      'NOT_LIKE',
    );
    HOSPITAL.when(tell(t.AdoptCalendar, calendar)).then(['CalendarAdopted', { zone: 'UTC', holidays: [] }]);
  });
});
