import type { AuditDocument } from '../../../projections/audits/document.js';
import { adoptedPolicies } from '../../queries/score/adopted-policies.js';
import type { ViewReader } from '../../queries/view-reader.js';

/**
 * The adopted policy that is meant: by `name` (its latest version) or `name@version`; without either, the one in force at a moment, null
 * before the first. One that nobody adopted is given back as it was named: pinning refuses it.
 */
export async function policyNamed(reader: ViewReader, given: string | undefined, at: string): Promise<AuditDocument['policy']> {
  const adopted = await adoptedPolicies(reader);
  if (given === undefined) {
    const inForce = adopted.findLast(({ effectiveAt }) => effectiveAt <= at)?.policy;
    return inForce ? { name: inForce.name, version: inForce.version } : null;
  }
  const known = adopted.findLast(({ policy: { name, version } }) => name === given || `${name}@${version}` === given)?.policy;
  if (known) return { name: known.name, version: known.version };
  const at_ = given.lastIndexOf('@');
  return at_ > 0 ? { name: given.slice(0, at_), version: given.slice(at_ + 1) || '?' } : { name: given, version: '?' };
}
