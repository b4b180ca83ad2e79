/** The texts of an audit, on the page and in the terminal. */
export const auditEn = {
  heading: 'Culture audit',
  period: (from: string, to: string) => `How IT and the departments got on, from ${from} to ${to}`,
  clocks: (zone: string) => `Days, months and quarters are those of the hospital’s clocks (${zone}).`,
  wholeHospital: 'The whole hospital.',
  departments: (names: string) => `Departments: ${names}.`,
  howToRead:
    'Scores run from 0 to 100: the share of trials that went well, weighted by what matters. The range behind each is where it lies with 95 % certainty. “For sure” means: more than chance alone would do.',
  quoted: (words: string) => `“${words}”`,
  changedHeading: 'What got better or worse for sure',
  attentionHeading: 'Three relationships that need attention',
  unknownHeading: 'What is not known, and why',
  changedBy: (name: string, points: string) => `${name} (${points} points observed)`,
  better: (count: number, names: string, more: number) =>
    `Better: ${count} ${count === 1 ? 'relationship' : 'relationships'}. ${names}${more > 0 ? `; and ${more} more` : ''}.`,
  worse: (count: number, names: string, more: number) =>
    `Worse: ${count} ${count === 1 ? 'relationship' : 'relationships'}. ${names}${more > 0 ? `; and ${more} more` : ''}.`,
  nothingChanged: (judged: number) =>
    judged === 0 ? 'No relationship could be judged.' : `No relationship changed by more than chance (${judged} were judged).`,
  restWithinChance: (rest: number) =>
    rest === 1
      ? 'The other one that could be judged moved within chance.'
      : `The other ${rest} that could be judged moved within chance.`,
  noRelationship: 'There is no relationship in this audit.',
  noneScored: 'No relationship has a score: too little is measured everywhere.',
  needsAttention: (name: string, value: string, low: string, high: string, weakest: string) =>
    `${name}: ${value}, between ${low} and ${high}. Weakest: ${weakest}.`,
  allScored: (count: number) =>
    count === 1 ? 'The one relationship in it has a score.' : `All ${count} relationships have a score.`,
  notScored: (without: number, all: number, parts: string) =>
    `${without} of ${all} ${all === 1 ? 'relationship' : 'relationships'} ${without === 1 ? 'has' : 'have'} no score, because less of it is measured than the scoring policy demands. Most often missing: ${parts}.`,
  notJudged: (count: number) =>
    `Of ${count} ${count === 1 ? 'relationship' : 'relationships'} nobody can say whether ${count === 1 ? 'it' : 'they'} changed: too little was measured before, or at the end.`,
  withheld: (count: number) =>
    `What people said of ${count} ${count === 1 ? 'relationship' : 'relationships'} is not shown: too few said it, and they could be recognised.`,
  inGroups:
    'What people said of how they were treated counts in whole groups of people, so that nobody can be recognised. What is in no whole group yet is in no number.',
  unpublished: (count: number) => `${count} ${count === 1 ? 'survey' : 'surveys'} had too few answers to be published.`,
  worseHeading: 'Worse for sure',
  betterHeading: 'Better for sure',
  sameHeading: 'All others',
  none: 'None.',
  from: (name: string, a: string, b: string) => `${name}: from ${a} to ${b}`,
  overlapping: (count: number, all: number) =>
    all === 0
      ? 'No relationship has a score in both.'
      : `${count} of ${all}: their ranges overlap, so the difference may be chance.`,
  titles: {
    relationships: 'How the relationships stand',
    componentSeries: 'What changed, and what only varies',
    firstContact: 'Solved, and treated well',
    silence: 'Silence',
    bounces: 'Handed from team to team',
    promises: 'Promises',
    perceptionGap: 'How IT sees itself, and how it is seen',
    goalLinkage: 'Work for the departments’ goals',
    feedbackLoop: 'You said, we did',
    surveys: 'Surveys',
    maturity: 'Maturity, from both sides',
    improvements: 'Before and after improvements',
  },
  explained: {
    relationships:
      'The score before the period and at its end, in order of attention: by the upper end of its range, so that those that are surely not good come first. “Measured” is how much of the score rests on trials; below what the policy demands, no score is given. “Judged” compares what was observed: what chance would do as well is not called a change.',
    componentSeries:
      'Each point is the share of trials of one month that went well (n: how many). The shaded band is the range in which the process moves by chance alone; rings within it say nothing. Triangles are beyond it. All charts run from 0 to 100 % over the same months.',
    firstContact:
      'Whether a contact solved the matter and whether people were treated well are two questions. What people said of single contacts is told to those who served them; where it is withheld here, it counts above, in groups of people.',
    silence:
      'Words that were due to a department, and how long it waited beyond the promised time. The median is the wait of the one in the middle; nine of ten waited no longer than “90 % within”. The average would hide those who waited longest.',
    bounces: 'A ticket that goes from one team to another is handed over; the department explains itself anew each time.',
    promises:
      'Promises that fell due in the period, by the date in force. Silence until then counts as missed. Disputed: IT said it was done, the department did not agree. Put off: in time / too late.',
    perceptionGap:
      'How often IT thought it had treated people well (of the contacts of which it said so), and how often these say they were treated well, in groups of people. Earlier audits have means from 1 to 5, over contacts that both rated. A gap above 0: IT thinks better of itself.',
    goalLinkage: 'How much of the work is tied to a goal that a department has stated.',
    feedbackLoop:
      'What was proposed in the period because of what people said, and how much of what is closed was told back to them. An honest no closes it, too.',
    surveys: 'Positive of the valid answers, with the response rate; published from five answers on. The lowest first.',
    maturity:
      'How mature each side holds the relationship for: 1 ad hoc, 2 order taker, 3 service provider, 4 trusted advisor, 5 strategic partner. Those on which the two sides differ most come first.',
    improvements:
      'The share before and after an improvement was delivered, with the number of trials (n). A difference whose range holds 0 may be chance; none of them proves a cause.',
  },
  before: 'Before',
  after: 'At the end',
  change: 'Change',
  judged: 'Judged',
  surelyBetter: 'better for sure',
  surelyWorse: 'worse for sure',
  coverage: 'Measured',
  latest: 'The last month of each part',
  withinChanceOnly: (count: number) =>
    `${count} ${count === 1 ? 'department is' : 'departments are'} not drawn: nothing there went beyond chance. The table has them.`,
  allDepartments: 'All departments',
  noneInPeriod: 'None in this period.',
  leftOut: (count: number) => `${count} ${count === 1 ? 'row is' : 'rows are'} left out: nothing happened there in this period.`,
  emptyQuarters: (count: number) =>
    `${count} ${count === 1 ? 'quarter is' : 'quarters are'} left out: neither side said how people were treated.`,
  solvedWell: 'Solved, well treated',
  solvedBadly: 'Solved, badly treated',
  unsolvedWell: 'Not solved, well treated',
  unsolvedBadly: 'Not solved, badly treated',
  treated: 'Treated well or badly',
  unanswered: 'Not rated',
  due: 'Due',
  inTime: 'In time',
  late: 'Late',
  never: 'Never',
  open: 'Still open',
  lengths: 'Up to 1 h · 4 h · 1 d · 3 d · longer',
  median: 'Median',
  p90: '90 % within',
  keptShare: 'Kept, %',
  renegotiated: 'Put off',
  mostOften: 'Most often',
  contacts: 'Contacts',
  gap: 'Gap',
  quarter: (quarter: number, year: string) => `Quarter ${quarter} of ${year}`,
  goals: 'Goals',
  linked: 'With a goal',
  share: 'Share',
  proposed: 'Proposed',
  underWay: 'Under way',
  toldBack: 'Closed and told back',
  about: 'About',
  itAsAWhole: 'IT as a whole',
  until: 'Until',
  itSays: 'IT says',
  departmentSays: 'Department says',
  beforeAfter: 'Before → after',
  difference: 'Difference, points (95 %)',
  findings: 'Findings of the readers',
  findingsWhy: 'Written down by those who read the audit. Their words are kept apart from the log.',
  theme: 'Theme',
  recorded: 'Recorded',
  proof: 'What proves it',
  proofWhy:
    'Computed from the events up to this position and nothing else. Weights, half-lives and thresholds are reasoned defaults, calibrated on no hospital’s data. Computed again and compared by:',
  id: 'Audit',
  policy: 'Scoring policy',
  builtInPolicy: 'built in',
  position: 'Position in the log',
  asRecorded: '(as on record)',
  otherThanRecorded: '(NOT as on record)',
  formulae: 'Computed by',
  shell: {
    drawn: (file: string) => `The report is in ${file}`,
    more: 'Read it: --html FILE for people, --json for programs.',
    section: 'section',
    differing: 'values that differ',
    absent: 'absent',
    andMore: (count: number) => `… and ${count} more; --json prints all`,
  },
};
