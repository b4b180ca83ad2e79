import { graphql, type ResultOf } from '../api/graphql.js';
import { useTexts } from '../shell/texts.js';
import { useCode } from './words.js';

export const AttendanceFields = graphql(`
  fragment AttendanceFields on Attendance @_unmask {
    it
    department
    saidBy
    confirmation
    disputedBy
    disputeReason
    comment
  }
`);
type Attendance = ResultOf<typeof AttendanceFields>;

/** Who was at a meeting, whose word that is, and what the other side says of it. */
export function AttendanceWords({ attendance }: { attendance: Attendance | null }) {
  const { touchpoints } = useTexts();
  const code = useCode();
  if (!attendance) return '–';
  const { it, department, saidBy, confirmation, disputedBy, disputeReason, comment } = attendance;
  const why = [...(disputeReason ? [code(disputeReason)] : []), ...(comment ? [touchpoints.quoted(comment)] : [])];
  const reason = why.length === 0 ? '' : `: ${why.join(', ')}`;
  const answer = disputedBy ? `${touchpoints.disputed(code(disputedBy))}${reason}` : code(confirmation);
  return (
    <>
      {touchpoints.there(it, department)} ({saidBy ? touchpoints.said(code(saidBy), answer) : touchpoints.recorded(answer)})
    </>
  );
}
