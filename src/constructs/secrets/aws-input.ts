import { InputError, InputPlace } from '../../primitives/input-error';
import { hasInput } from '../../primitives/template-input';

/** The regions of all partitions of AWS: `eu-west-1`, `us-gov-east-1`, `eusc-de-east-1`. */
const REGION = /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/;

/** A role, in any partition of AWS; its name may have a path. */
const ROLE = /^arn:aws(-[a-z]+)*:iam::\d{12}:role\/([!-~]+\/)?[\w+=,.@-]{1,64}$/;

/** Refuses what is no region, such as a zone of one: every request would go to a host that does not exist. */
export function requireAwsRegion(at: InputPlace, prop: string, region: string): void {
  if (REGION.test(region) || isFilledIn(region)) return;
  const near = region
    .toLowerCase()
    .replace(/_/g, '-')
    .replace(/(\d)[a-z]$/, '$1');
  throw new InputError(at, {
    prop,
    got: region,
    mustBe: 'a region of AWS, without a zone',
    fix: `${prop}: '${REGION.test(near) ? near : 'eu-west-1'}'`,
  });
}

/** Refuses what is no ARN of a role. */
export function requireAwsRole(at: InputPlace, prop: string, role: string): void {
  if (ROLE.test(role) || isFilledIn(role)) return;
  const name = /^[\w+=,.@-]{1,64}$/.test(role) ? role : 'external-secrets';
  throw new InputError(at, {
    prop,
    got: role,
    mustBe: 'the ARN of a role, with the twelve digits of its account',
    fix: `${prop}: 'arn:aws:iam::111122223333:role/${name}'`,
  });
}

/** Variables and inputs get their value later, so nobody knows it here. */
function isFilledIn(text: string): boolean {
  return hasInput(text) || /\$\{\w/.test(text);
}
