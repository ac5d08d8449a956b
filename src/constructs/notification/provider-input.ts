import { IConstruct } from 'constructs';
import { FluxVersion } from '../../primitives/flux-version';
import { InputError } from '../../primitives/input-error';
import { requireName } from '../../primitives/kubernetes-name';
import { ProviderTraits } from '../../primitives/provider-traits';
import { requireVersion } from '../require-version';
import { unused } from './provider-address';
import { ProviderProps } from './provider-props';

/** The fields that only some types have a use for. */
const USES: readonly (readonly [prop: 'certSecretName' | 'proxySecretName' | 'serviceAccountName', trait: keyof ProviderTraits])[] = [
  ['certSecretName', 'certificates'],
  ['proxySecretName', 'proxy'],
  ['serviceAccountName', 'identity'],
];

/** Refuses settings that the type has no use for, and a type that the targeted release does not know. */
export function requireProvider(at: IConstruct, props: ProviderProps): void {
  const { type, commitStatusExpr } = props;
  if (type.type.endsWith('requestcomment')) requireVersion(at, `ProviderType.of('${type.type}')`, FluxVersion.V2_8);
  for (const [prop, trait] of USES) {
    const value = props[prop];
    if (value === undefined) continue;
    requireName(at, prop, value);
    if (!type._traits[trait]) throw new InputError(at, { prop, got: value, ...unused(type.type, prop) });
  }
  if (commitStatusExpr === undefined || type.isCommitStatus) return;
  throw new InputError(at, {
    prop: 'commitStatusExpr',
    got: commitStatusExpr,
    mustBe: `left out with the type ${type.type}, which writes no commit status`,
    fix: 'remove commitStatusExpr',
  });
}
