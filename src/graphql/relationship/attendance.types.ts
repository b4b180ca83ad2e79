import { Field, Int, ObjectType } from '@nestjs/graphql';
import { DisputeReason, namedEnum, RelationshipSide } from '../kit/enums.js';

const AttendanceConfirmation = namedEnum(
  'AttendanceConfirmation',
  {
    CONFIRMED: 'Both sides say that it took place.',
    DISPUTED: 'A side does not agree that it took place as recorded; its latest answer counts.',
    NOT_CONFIRMED: 'Only one side, or neither, has recorded it.',
  },
  'What the other side says of a meeting that was held. It is evidence: what counts for ENGAGEMENT does not depend on it.',
);

@ObjectType({ description: 'How many people of each side attended, and who recorded it. Names of attendees are not shown.' })
export class Attendance {
  @Field(() => Int, { description: 'People of IT.' }) readonly it: number;
  @Field(() => Int, { description: 'People of the department.' }) readonly department: number;
  @Field(() => RelationshipSide, {
    nullable: true,
    description: 'The side that said so; null where a system, an import or a liaison recorded it.',
  })
  readonly saidBy: string | null;
  @Field(() => AttendanceConfirmation, { description: 'What the other side says of it.' }) readonly confirmation: string;
  @Field(() => RelationshipSide, { nullable: true, description: 'The side that disputes it; null unless one does.' })
  readonly disputedBy: string | null;
  @Field(() => DisputeReason, { nullable: true, description: 'Why it is disputed; null where it is not, or nobody said why.' })
  readonly disputeReason: string | null;
  @Field(() => String, { nullable: true, description: 'Key of the comment of the side that disputes it; null: none.' })
  readonly commentRef: string | null;
}
