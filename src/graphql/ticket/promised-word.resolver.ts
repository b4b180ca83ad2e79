import type { Type } from '@nestjs/common';

import type { Moment } from '../moment.js';
import { Department } from '../department/department.types.js';
import { PromisedWord, Ticket } from './ticket.types.js';
import { Silence } from '../relationship/relationship.types.js';
import { Team } from '../team/team.types.js';
import { Answers, ResolveField } from '../kit/answers.js';

interface Word {
  readonly ticketId: string;
  readonly teamId: string | null;
  readonly departmentId: string;
  readonly moment: Moment;
}

/** The neighbours of a promised word; the same for each type that is one. */
function wordResolver(type: Type): Type {
  @Answers(() => type)
  class WordResolver {
    @ResolveField(() => Ticket, { nullable: true })
    ticket(word: Word) {
      return word.moment.load('Ticket', word.ticketId);
    }

    @ResolveField(() => Team, { nullable: true })
    team(word: Word) {
      return word.moment.load('Team', word.teamId);
    }

    @ResolveField(() => Department, { nullable: true })
    department(word: Word) {
      return word.moment.load('Department', word.departmentId);
    }
  }
  Object.defineProperty(WordResolver, 'name', { value: `${type.name}Resolver` });
  return WordResolver;
}

export const WORD_RESOLVERS = [PromisedWord, Silence].map(wordResolver);
