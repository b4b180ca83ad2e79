import type { auditEn } from './audit-en.js';

export const auditDe: typeof auditEn = {
  heading: 'Kulturaudit',
  period: (from, to) => `Wie IT und Abteilungen zusammenarbeiteten, ${from} bis ${to}`,
  clocks: (zone) => `Tage, Monate und Quartale in der Zeitzone des Hauses (${zone}).`,
  wholeHospital: 'Das ganze Haus.',
  departments: (names) => `Abteilungen: ${names}.`,
  howToRead:
    'Werte gehen von 0 bis 100: wie oft etwas gut ging, gewichtet nach dem, worauf es ankommt. Dahinter steht der Bereich, in dem der Wert mit 95 % Sicherheit liegt. „Sicher“ heißt: mehr, als allein durch Zufall zu erwarten wäre.',
  quoted: (words) => `„${words}“`,
  changedHeading: 'Was sicher besser oder schlechter wurde',
  attentionHeading: 'Drei Beziehungen, die Aufmerksamkeit brauchen',
  unknownHeading: 'Was nicht bekannt ist, und warum',
  changedBy: (name, points) => `${name} (beobachtet ${points} Punkte)`,
  better: (count, names, more) =>
    `Besser: ${count} ${count === 1 ? 'Beziehung' : 'Beziehungen'}. ${names}${more > 0 ? `; und ${more} weitere` : ''}.`,
  worse: (count, names, more) =>
    `Schlechter: ${count} ${count === 1 ? 'Beziehung' : 'Beziehungen'}. ${names}${more > 0 ? `; und ${more} weitere` : ''}.`,
  nothingChanged: (judged) =>
    judged === 0
      ? 'Keine Beziehung war zu beurteilen.'
      : `Keine Beziehung änderte sich stärker, als durch Zufall zu erwarten (${judged} waren zu beurteilen).`,
  restWithinChance: (rest) =>
    rest === 1
      ? 'Die andere, die zu beurteilen war, bewegte sich im Rahmen des Zufalls.'
      : `Die übrigen ${rest}, die zu beurteilen waren, bewegten sich im Rahmen des Zufalls.`,
  noRelationship: 'In diesem Audit ist keine Beziehung.',
  noneScored: 'Keine Beziehung hat einen Wert: Überall ist zu wenig gemessen.',
  needsAttention: (name, value, low, high, weakest) =>
    `${name}: ${value}, zwischen ${low} und ${high}. Am schwächsten: ${weakest}.`,
  allScored: (count) =>
    count === 1 ? 'Die eine Beziehung darin hat einen Wert.' : `Alle ${count} Beziehungen haben einen Wert.`,
  notScored: (without, all, parts) =>
    `${without} von ${all} ${all === 1 ? 'Beziehung' : 'Beziehungen'} ${without === 1 ? 'hat' : 'haben'} keinen Wert, weil weniger davon gemessen ist, als die Bewertungsregel verlangt. Am häufigsten fehlt: ${parts}.`,
  notJudged: (count) =>
    `Von ${count} ${count === 1 ? 'Beziehung' : 'Beziehungen'} ist nicht zu sagen, ob sie sich ${count === 1 ? 'änderte' : 'änderten'}: Vorher oder am Ende war zu wenig gemessen.`,
  withheld: (count) =>
    `Was Menschen über ${count} ${count === 1 ? 'Beziehung' : 'Beziehungen'} sagten, wird nicht gezeigt: Es waren so wenige, dass man sie erkennen könnte.`,
  inGroups:
    'Was Menschen darüber sagten, wie sie behandelt wurden, zählt in ganzen Gruppen von Menschen, damit niemand zu erkennen ist. Was noch in keiner ganzen Gruppe ist, steht in keiner Zahl.',
  unpublished: (count) =>
    `${count} ${count === 1 ? 'Befragung hatte' : 'Befragungen hatten'} zu wenige Antworten, um veröffentlicht zu werden.`,
  worseHeading: 'Sicher schlechter',
  betterHeading: 'Sicher besser',
  sameHeading: 'Alle übrigen',
  none: 'Keine.',
  from: (name, a, b) => `${name}: von ${a} auf ${b}`,
  overlapping: (count, all) =>
    all === 0
      ? 'Keine Beziehung hat in beiden einen Wert.'
      : `${count} von ${all}: Ihre Bereiche überlappen sich, der Unterschied kann Zufall sein.`,
  titles: {
    relationships: 'Wie die Beziehungen stehen',
    componentSeries: 'Was sich änderte, und was nur schwankt',
    firstContact: 'Gelöst, und gut behandelt',
    silence: 'Überfällige Nachrichten',
    bounces: 'Von Team zu Team weitergereicht',
    promises: 'Zusagen',
    perceptionGap: 'Wie die IT sich sieht und wie sie gesehen wird',
    goalLinkage: 'Arbeit für die Ziele der Abteilungen',
    feedbackLoop: 'Gesagt, getan',
    surveys: 'Befragungen',
    maturity: 'Reife, von beiden Seiten',
    improvements: 'Vor und nach Verbesserungen',
  },
  explained: {
    relationships:
      'Der Wert vor dem Zeitraum und an seinem Ende, geordnet nach Dringlichkeit: nach dem oberen Ende des Bereichs, so dass vorn steht, was sicher nicht gut ist. „Gemessen“ sagt, wie viel des Werts auf Vorfällen beruht; liegt es unter dem, was die Regel verlangt, gibt es keinen Wert. „Beurteilt“ vergleicht, was beobachtet wurde: Was auch durch Zufall zu erwarten wäre, heißt nicht Änderung.',
    componentSeries:
      'Jeder Punkt zeigt, welcher Anteil in einem Monat gut ging (n: wie viele Vorfälle). Im grauen Band schwankt er allein durch Zufall; Ringe darin sagen nichts aus. Dreiecke liegen außerhalb. Alle Diagramme gehen von 0 bis 100 % und zeigen dieselben Monate.',
    firstContact:
      'Ob die Sache gelöst wurde und ob man gut behandelt wurde, sind zwei verschiedene Fragen. Was Menschen über einzelne Kontakte sagten, erfahren die, die ihnen halfen; wo es hier zurückgehalten wird, zählt es oben, in Gruppen von Menschen.',
    silence:
      'Nachrichten, die einer Abteilung zustanden, und wie lange sie über die zugesagte Zeit hinaus darauf wartete. Der Median ist die Wartezeit des mittleren Falls; neun von zehn warteten nicht länger als „90 % innerhalb von“. Der Durchschnitt würde verbergen, wer am längsten wartete.',
    bounces: 'Ein Ticket, das von einem Team zum anderen geht, wird weitergereicht; die Abteilung erklärt sich jedes Mal neu.',
    promises:
      'Zusagen, die im Zeitraum fällig wurden, nach dem geltenden Termin. Wer bis dahin nichts meldet, hat die Zusage versäumt. Bestritten: Die IT sagte, es sei getan, die Abteilung nicht. Verschoben: rechtzeitig / zu spät.',
    perceptionGap:
      'Wie oft die IT glaubte, Menschen gut behandelt zu haben (bei Kontakten, zu denen sie es sagte), und wie oft diese sagen, dass sie gut behandelt wurden, in Gruppen von Menschen. Frühere Audits haben Mittelwerte von 1 bis 5, über Kontakte, die beide bewerteten. Ein Abstand über 0: Die IT denkt besser von sich.',
    goalLinkage: 'Wie viel der Arbeit an ein Ziel gebunden ist, das eine Abteilung genannt hat.',
    feedbackLoop:
      'Was im Zeitraum vorgeschlagen wurde, weil Menschen etwas sagten, und wie viel des Abgeschlossenen ihnen zurückgemeldet wurde. Auch ein ehrliches Nein schließt es ab.',
    surveys:
      'Positive unter den gültigen Antworten, mit der Rücklaufquote; veröffentlicht ab fünf Antworten. Die niedrigsten zuerst.',
    maturity:
      'Für wie reif jede Seite die Beziehung hält: 1 von Fall zu Fall, 2 Auftragnehmer, 3 Dienstleister, 4 vertrauter Berater, 5 strategischer Partner. Worüber die Seiten am weitesten auseinander sind, steht vorn.',
    improvements:
      'Der Anteil vor und nach der Umsetzung einer Verbesserung, mit der Zahl der Vorfälle (n). Ein Unterschied, dessen Bereich die 0 einschließt, kann Zufall sein; keiner beweist eine Ursache.',
  },
  before: 'Vorher',
  after: 'Am Ende',
  change: 'Änderung',
  judged: 'Beurteilt',
  surelyBetter: 'sicher besser',
  surelyWorse: 'sicher schlechter',
  coverage: 'Gemessen',
  latest: 'Der letzte Monat jedes Teils',
  withinChanceOnly: (count) =>
    `${count} ${count === 1 ? 'Abteilung ist' : 'Abteilungen sind'} nicht gezeichnet: Nichts dort war mehr, als durch Zufall zu erwarten. Die Tabelle enthält sie.`,
  allDepartments: 'Alle Abteilungen',
  noneInPeriod: 'In diesem Zeitraum keine.',
  leftOut: (count) =>
    `${count} ${count === 1 ? 'Zeile ist' : 'Zeilen sind'} ausgelassen: Dort geschah in diesem Zeitraum nichts.`,
  emptyQuarters: (count) =>
    `${count} ${count === 1 ? 'Quartal ist' : 'Quartale sind'} ausgelassen: Keine Seite sagte, wie Menschen behandelt wurden.`,
  solvedWell: 'Gelöst, gut behandelt',
  solvedBadly: 'Gelöst, schlecht behandelt',
  unsolvedWell: 'Nicht gelöst, gut behandelt',
  unsolvedBadly: 'Nicht gelöst, schlecht behandelt',
  treated: 'Gut oder schlecht behandelt',
  unanswered: 'Nicht bewertet',
  due: 'Fällig',
  inTime: 'Rechtzeitig',
  late: 'Zu spät',
  never: 'Nie',
  open: 'Noch offen',
  lengths: 'Bis 1 h · 4 h · 1 T · 3 T · länger',
  median: 'Median',
  p90: '90 % innerhalb von',
  keptShare: 'Gehalten, %',
  renegotiated: 'Verschoben',
  mostOften: 'Am häufigsten',
  contacts: 'Kontakte',
  gap: 'Abstand',
  quarter: (quarter, year) => `${quarter}. Quartal ${year}`,
  goals: 'Ziele',
  linked: 'Mit Ziel',
  share: 'Anteil',
  proposed: 'Vorgeschlagen',
  underWay: 'Im Gang',
  toldBack: 'Abgeschlossen und zurückgemeldet',
  about: 'Über',
  itAsAWhole: 'die IT als Ganzes',
  until: 'Bis',
  itSays: 'IT sagt',
  departmentSays: 'Abteilung sagt',
  beforeAfter: 'Vorher → nachher',
  difference: 'Unterschied, Punkte (95 %)',
  findings: 'Befunde der Lesenden',
  findingsWhy: 'Festgehalten von denen, die das Audit lasen. Ihre Worte liegen getrennt vom Protokoll.',
  theme: 'Thema',
  recorded: 'Festgehalten',
  proof: 'Was es belegt',
  proofWhy:
    'Berechnet aus den Ereignissen bis zu dieser Stelle und aus nichts sonst. Gewichte, Halbwertszeiten und Schwellen sind begründete Vorgaben, an den Daten keines Krankenhauses kalibriert. Neu berechnet und verglichen mit:',
  id: 'Audit',
  policy: 'Bewertungsregel',
  builtInPolicy: 'eingebaut',
  position: 'Stelle im Protokoll',
  asRecorded: '(wie festgehalten)',
  otherThanRecorded: '(NICHT wie festgehalten)',
  formulae: 'Berechnet mit',
  shell: {
    drawn: (file) => `Der Bericht liegt in ${file}`,
    more: 'Zum Lesen: --html FILE für Menschen, --json für Programme.',
    section: 'Abschnitt',
    differing: 'Werte, die sich unterscheiden',
    absent: 'fehlt',
    andMore: (count) => `… und ${count} weitere; --json zeigt alle`,
  },
};
