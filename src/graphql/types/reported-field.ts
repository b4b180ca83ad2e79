import { Field, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'A field as the source system says it.' })
export class ReportedField {
  @Field(() => String) readonly field: string;
  @Field(() => String) readonly value: string;
}
