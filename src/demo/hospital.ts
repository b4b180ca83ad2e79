import type { Targets } from '../domain/team/decider.js';
import type { WorkingCalendar } from '../domain/team/working-time.js';
import type { Random } from './random.js';

/** The hospital does not exist. Every displayed name says so. */
const synthetic = (name: string) => `${name} (synthetic)`;

export interface DemoDepartment {
  readonly departmentId: string;
  readonly name: string;
  readonly kind: 'CLINICAL' | 'NON_CLINICAL';
  readonly parentId?: string;
  /** Number of people; given only where they are too few for their answers to be shown. `USUAL_PEOPLE` when absent. */
  readonly people?: number;
}
export interface DemoTeam {
  readonly teamId: string;
  readonly name: string;
  readonly targets: Targets;
  /** Absent: around the clock. */
  readonly calendar?: WorkingCalendar;
  readonly categories: readonly string[];
}

const clinical = (departmentId: string, name: string): DemoDepartment => ({
  departmentId,
  name: synthetic(name),
  kind: 'CLINICAL',
  parentId: 'patient-care',
});
const corporate = (departmentId: string, name: string): DemoDepartment => ({
  departmentId,
  name: synthetic(name),
  kind: 'NON_CLINICAL',
  parentId: 'administration',
});

/** Parents before children: a child refers to its parent. */
export const DEPARTMENTS: readonly DemoDepartment[] = [
  { departmentId: 'patient-care', name: synthetic('Patient Care'), kind: 'CLINICAL' },
  { departmentId: 'administration', name: synthetic('Administration'), kind: 'NON_CLINICAL' },
  clinical('radiology', 'Radiology'),
  clinical('emergency', 'Emergency'),
  clinical('surgery', 'Surgery'),
  clinical('cardiology', 'Cardiology'),
  clinical('oncology', 'Oncology'),
  clinical('maternity', 'Maternity'),
  clinical('rehabilitation', 'Rehabilitation'),
  clinical('laboratory', 'Laboratory'),
  clinical('day-clinic', 'Day Clinic'),
  corporate('pharmacy-supply', 'Pharmacy Supply'),
  corporate('finance', 'Finance'),
  corporate('human-resources', 'Human Resources'),
  corporate('facilities', 'Facilities'),
  { ...corporate('chaplaincy', 'Chaplaincy'), people: 3 },
];
/** A department that is merged into another after this share of the whole time. */
export const MERGED = { departmentId: 'day-clinic', intoDepartmentId: 'surgery', passed: 0.7 };
/** The departments that work with IT directly. */
export const WARDS = DEPARTMENTS.filter(({ parentId }) => parentId !== undefined);

const OFFICE_HOURS: WorkingCalendar = {
  zone: 'Europe/Berlin',
  hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '07:00', until: '18:00' })),
  holidays: [],
};

export const TEAMS: readonly DemoTeam[] = [
  {
    teamId: 'service-desk',
    name: synthetic('Service Desk'),
    targets: { acknowledgeMinutes: 30, updateMinutes: 480, reopenWindowDays: 14 },
    categories: ['password', 'printer', 'how-to', 'telephone'],
  },
  {
    teamId: 'clinical-applications',
    name: synthetic('Clinical Applications'),
    targets: { acknowledgeMinutes: 120, updateMinutes: 960, reopenWindowDays: 14 },
    calendar: OFFICE_HOURS,
    categories: ['health-record', 'order-entry', 'medication', 'interface'],
  },
  {
    teamId: 'network',
    name: synthetic('Network'),
    targets: { acknowledgeMinutes: 60, updateMinutes: 480, reopenWindowDays: 10 },
    categories: ['wireless', 'cabling', 'remote-access'],
  },
  {
    teamId: 'devices',
    name: synthetic('Bedside Devices'),
    targets: { acknowledgeMinutes: 90, updateMinutes: 720, reopenWindowDays: 14 },
    calendar: OFFICE_HOURS,
    categories: ['workstation-on-wheels', 'scanner', 'monitor'],
  },
  {
    teamId: 'imaging',
    name: synthetic('Imaging Systems'),
    targets: { acknowledgeMinutes: 60, updateMinutes: 480, reopenWindowDays: 14 },
    categories: ['image-archive', 'viewer', 'modality'],
  },
  {
    teamId: 'identity',
    name: synthetic('Identity and Access'),
    targets: { acknowledgeMinutes: 120, updateMinutes: 960, reopenWindowDays: 7 },
    calendar: OFFICE_HOURS,
    categories: ['access-rights', 'joiner', 'badge'],
  },
  {
    teamId: 'reporting',
    name: synthetic('Data and Reporting'),
    targets: { acknowledgeMinutes: 240, updateMinutes: 1_440, reopenWindowDays: 21 },
    calendar: OFFICE_HOURS,
    categories: ['report', 'data-quality', 'extract'],
  },
];
export const teamOf = (teamId: string): DemoTeam => TEAMS.find((team) => team.teamId === teamId)!;

const USUAL_PEOPLE = 40;
export const peopleOf = (departmentId: string): number =>
  DEPARTMENTS.find((department) => department.departmentId === departmentId)?.people ?? USUAL_PEOPLE;
export const personOf = (departmentId: string, random: Random): string =>
  `${departmentId}-person-${Math.floor(random.between(1, peopleOf(departmentId) + 1))}`;
