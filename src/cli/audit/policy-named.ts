import type { AuditDocument } from '../../../projections/audits/document.js';
import { DEFAULT_POLICY } from '../../measures/policy.js';
import { adoptedPolicies } from '../../queries/score/adopted-policies.js';
import { choosePolicy } from '../../queries/score/policy-choice.js';
import type { ViewReader } from '../../queries/view-reader.js';

/**
 * The policy that is meant by `name` (its latest version) or `name@version`; without either, the one in force at a moment, null before the
 * first. @throws RapportError NOT_FOUND for one that nobody adopted
 */
export async function policyNamed(reader: ViewReader, given: string | undefined, at: string): Promise<AuditDocument['policy']> {
  const policy = choosePolicy(await adoptedPolicies(reader), at, given === undefined ? {} : { name: given });
  return given === undefined && policy === DEFAULT_POLICY ? null : { name: policy.name, version: policy.version };
}
