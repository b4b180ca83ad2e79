import { Args, Context, Mutation } from '@nestjs/graphql';
import {
  MergeDepartment,
  RegisterDepartment,
  RenameDepartment,
  ReparentDepartment,
  RetireDepartment,
  SplitDepartment,
} from '../../domain/department/commands.js';
import { Commands, describedAs } from '../command/commands.js';
import { PAYLOADS } from '../command/payloads.js';
import { Answers } from '../kit/answers.js';
import type { RequestContext } from '../request-context.js';

/** What can be told of departments: one method a command. What a command leads to is decided in src/domain/department/. */
@Answers()
export class DepartmentMutations {
  constructor(private readonly commands: Commands) {}

  @Mutation(() => PAYLOADS.department.type, describedAs(RegisterDepartment))
  registerDepartment(@Args('input') input: RegisterDepartment, @Context() context: RequestContext) {
    return this.commands.carryOut(RegisterDepartment, input, context);
  }

  @Mutation(() => PAYLOADS.department.type, describedAs(RenameDepartment))
  renameDepartment(@Args('input') input: RenameDepartment, @Context() context: RequestContext) {
    return this.commands.carryOut(RenameDepartment, input, context);
  }

  @Mutation(() => PAYLOADS.department.type, describedAs(ReparentDepartment))
  reparentDepartment(@Args('input') input: ReparentDepartment, @Context() context: RequestContext) {
    return this.commands.carryOut(ReparentDepartment, input, context);
  }

  @Mutation(() => PAYLOADS.department.type, describedAs(MergeDepartment))
  mergeDepartment(@Args('input') input: MergeDepartment, @Context() context: RequestContext) {
    return this.commands.carryOut(MergeDepartment, input, context);
  }

  @Mutation(() => PAYLOADS.department.type, describedAs(SplitDepartment))
  splitDepartment(@Args('input') input: SplitDepartment, @Context() context: RequestContext) {
    return this.commands.carryOut(SplitDepartment, input, context);
  }

  @Mutation(() => PAYLOADS.department.type, describedAs(RetireDepartment))
  retireDepartment(@Args('input') input: RetireDepartment, @Context() context: RequestContext) {
    return this.commands.carryOut(RetireDepartment, input, context);
  }
}
