import type { PolicyChoice } from '../../queries/score/policy-choice.js';
import { given } from './given.js';
import type { ScoringPolicyChoice } from './policy-input.js';

/** The policy asked for; absent when none was. */
export const policyChoice = (input: ScoringPolicyChoice | null | undefined): PolicyChoice | undefined =>
  input === null || input === undefined ? undefined : (given(input) as PolicyChoice);
