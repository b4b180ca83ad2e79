import { RegisterDepartment } from '../domain/department/commands.js';
import { AdoptCalendar, AdoptTargets, RegisterServiceTeam } from '../domain/team/commands.js';
import { RegisterInstrument } from '../domain/instrument.js';
import { OWN_INSTRUMENT } from '../domain/survey/decider.js';
import { DEPARTMENTS, TEAMS } from './hospital.js';
import { Story } from './story.js';

/** Who there is: told first, because everything else refers to it. */
export function* organisation(demo: string, start: string, end: string): Iterable<Story> {
  for (const { people: _people, ...department } of DEPARTMENTS) {
    const story = new Story(`${demo}.${department.departmentId}`, end);
    story.tell(RegisterDepartment, start, department);
    yield story;
  }
  for (const { teamId, name, targets, calendar } of TEAMS) {
    const story = new Story(`${demo}.${teamId}`, end);
    story.tell(RegisterServiceTeam, start, { teamId, name });
    story.tell(AdoptTargets, start, { teamId, ...targets });
    if (calendar) story.tell(AdoptCalendar, start, { teamId, ...calendar });
    yield story;
  }
  const questionnaire = new Story(`${demo}.${OWN_INSTRUMENT.instrumentId}`, end);
  questionnaire.tell(RegisterInstrument, start, OWN_INSTRUMENT);
  yield questionnaire;
}
