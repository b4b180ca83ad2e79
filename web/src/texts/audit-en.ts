/** The texts of an audit, on the page and in the terminal. */
export const auditEn = {
  heading: 'Culture audit',
  period: (from: string, to: string) => `How IT and the departments worked together, from ${from} to ${to}`,
  clocks: (zone: string) => `Days, months and quarters are in the hospital’s time zone (${zone}).`,
  wholeHospital: 'The whole hospital.',
  departments: (names: string) => `Departments: ${names}.`,
  howToRead:
    'Scores range from 0 to 100: the weighted share of trials that went well. The range after each score contains it with 95 % certainty. “Beyond chance” means: more than chance alone would cause.',
  quoted: (words: string) => `“${words}”`,
  changedHeading: 'What got better or worse beyond chance',
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
      ? 'The other one that could be judged changed within chance.'
      : `The other ${rest} that could be judged changed within chance.`,
  noRelationship: 'There is no relationship in this audit.',
  noneScored: 'No relationship has a score: too little is measured in all of them.',
  needsAttention: (name: string, value: string, low: string, high: string, weakest: string) =>
    `${name}: ${value}, between ${low} and ${high}. Weakest: ${weakest}.`,
  allScored: (count: number) =>
    count === 1 ? 'The one relationship in it has a score.' : `All ${count} relationships have a score.`,
  notScored: (without: number, all: number, parts: string) =>
    `${without} of ${all} ${all === 1 ? 'relationship' : 'relationships'} ${without === 1 ? 'has' : 'have'} no score, because less of it is measured than the scoring policy requires. Most often missing: ${parts}.`,
  notJudged: (count: number) =>
    `For ${count} ${count === 1 ? 'relationship' : 'relationships'} it is not known whether ${count === 1 ? 'it' : 'they'} changed: too little was measured before, or at the end.`,
  withheld: (count: number) =>
    `The ratings of ${count} ${count === 1 ? 'relationship' : 'relationships'} are not shown: too few people gave them, and they could be recognised.`,
  inGroups:
    'Ratings of how people were treated count in whole groups of people, so that nobody can be recognised. Ratings that are not in a whole group yet are in no number.',
  unpublished: (count: number) => `${count} ${count === 1 ? 'survey' : 'surveys'} had too few answers to be published.`,
  worseHeading: 'Worse beyond chance',
  betterHeading: 'Better beyond chance',
  sameHeading: 'All others',
  none: 'None.',
  from: (name: string, a: string, b: string) => `${name}: from ${a} to ${b}`,
  overlapping: (count: number, all: number) =>
    all === 0
      ? 'No relationship has a score in both.'
      : `${count} of ${all}: their ranges overlap, so the difference may be chance.`,
  titles: {
    relationships: 'How the relationships stand',
    componentSeries: 'Changes, and variation by chance',
    firstContact: 'Solved, and treated well',
    silence: 'Late updates',
    bounces: 'Tickets reassigned between teams',
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
      'The score before the period and at its end, sorted by the upper end of its range: relationships that are certainly not good come first. “Measured” is how much of the score is based on trials; below the minimum of the policy there is no score. “Judged” compares what was observed: a change within chance is not called a change.',
    componentSeries:
      'Each point is the share of trials of one month that went well (n: how many). The shaded band is the range in which the process varies by chance alone; rings within it mean no change. Triangles are beyond it. All charts show 0 to 100 % over the same months.',
    firstContact:
      'Whether a contact solved the matter and whether people were treated well are two questions. Only the people who served a contact see its rating; ratings withheld here count above, in groups of people.',
    silence:
      'Updates that were due to a department, and how long it waited beyond the promised time. Half of the waits were no longer than the median; nine of ten were no longer than “90 % within”. An average would hide the longest waits.',
    bounces:
      'How often tickets were reassigned from one team to another. Each time, the department may have to explain the problem again.',
    promises:
      'Promises that were due in the period, by the current due date. A promise without a report by then counts as missed. Disputed: IT reported it as fulfilled, the department did not agree. Postponed: in time / too late.',
    perceptionGap:
      'How often IT thought that it treated people well (of the contacts that it rated), and how often people said they were treated well, in groups of people. Earlier audits show means from 1 to 5, over contacts that both rated. A gap above 0 means that IT rates itself higher.',
    goalLinkage: 'How much of the work is linked to a goal of a department.',
    feedbackLoop:
      'What was proposed in the period because of feedback, and how much of what is closed was reported back to the people who gave it. Declining a proposal closes it, too.',
    surveys:
      'Share of positive answers among valid ones, with the response rate; published from five answers on. The lowest first.',
    maturity:
      'How mature each side considers the relationship: 1 ad hoc, 2 order taker, 3 service provider, 4 trusted advisor, 5 strategic partner. Those on which the two sides differ most come first.',
    improvements:
      'The share before and after an improvement was delivered, with the number of trials (n). A difference whose range contains 0 may be chance; none of them proves a cause.',
  },
  before: 'Before',
  after: 'At the end',
  change: 'Change',
  judged: 'Judged',
  surelyBetter: 'better beyond chance',
  surelyWorse: 'worse beyond chance',
  coverage: 'Measured',
  latest: 'The last month of each component',
  withinChanceOnly: (count: number) =>
    `${count} ${count === 1 ? 'department is' : 'departments are'} not drawn: nothing there was beyond chance. The table contains them.`,
  allDepartments: 'All departments',
  noneInPeriod: 'None in this period.',
  leftOut: (count: number) => `${count} ${count === 1 ? 'row is' : 'rows are'} left out: nothing happened there in this period.`,
  emptyQuarters: (count: number) =>
    `${count} ${count === 1 ? 'quarter is' : 'quarters are'} left out: neither side rated how people were treated.`,
  solvedWell: 'Solved, well treated',
  solvedBadly: 'Solved, badly treated',
  unsolvedWell: 'Not solved, well treated',
  unsolvedBadly: 'Not solved, badly treated',
  treated: 'Treated well or badly',
  unanswered: 'Not rated',
  due: 'Due',
  inTime: 'In time',
  late: 'Late',
  never: 'Never sent',
  open: 'Still open',
  lengths: 'Up to 1 h · 4 h · 1 d · 3 d · longer',
  median: 'Median',
  p90: '90 % within',
  keptShare: 'Kept, %',
  renegotiated: 'Postponed',
  mostOften: 'Most often',
  contacts: 'Contacts',
  gap: 'Gap',
  quarter: (quarter: number, year: string) => `Quarter ${quarter} of ${year}`,
  goals: 'Goals',
  linked: 'With a goal',
  share: 'Share',
  proposed: 'Proposed',
  underWay: 'Under way',
  toldBack: 'Closed and reported back',
  about: 'About',
  itAsAWhole: 'IT as a whole',
  until: 'Until',
  itSays: 'Rated by IT',
  departmentSays: 'Rated by the department',
  beforeAfter: 'Before → after',
  difference: 'Difference, points (95 %)',
  findings: 'Findings of readers',
  findingsWhy: 'Recorded by people who read the audit. Their texts are stored apart from the log.',
  theme: 'Theme',
  recorded: 'Recorded',
  proof: 'Proof',
  proofWhy:
    'Computed only from the events up to this position. Weights, half-lives and thresholds are reasoned defaults, not calibrated on data of a hospital. To compute it again and compare:',
  id: 'Audit',
  policy: 'Scoring policy',
  builtInPolicy: 'built in',
  position: 'Position in the log',
  asRecorded: '(as recorded)',
  otherThanRecorded: '(NOT as recorded)',
  formulae: 'Computed by',
  shell: {
    drawn: (file: string) => `The report is in ${file}`,
    more: 'The whole report: --html FILE for people, --json for programs.',
    section: 'section',
    differing: 'values that differ',
    absent: 'absent',
    andMore: (count: number) => `… and ${count} more; --json prints all`,
  },
};
