import { IConstruct } from 'constructs';
import { KubernetesKind } from '../../primitives/flux-kind';
import { InputError } from '../../primitives/input-error';
import { IServiceAccount } from './service-account';

/** The field `subjects` of a binding, or an error where nobody is bound or an account cannot be found. */
export function renderSubjects(at: IConstruct, serviceAccounts: IServiceAccount[]): Record<string, unknown>[] {
  if (serviceAccounts.length === 0) {
    throw new InputError(at, {
      prop: 'serviceAccounts',
      got: serviceAccounts,
      mustBe: 'one service account at least',
      fix: "serviceAccounts: [new ServiceAccount(this, 'deployer')]",
    });
  }
  return serviceAccounts.map(({ name, namespace }) => {
    if (namespace !== undefined) return { kind: KubernetesKind.SERVICE_ACCOUNT.kind, name, namespace };
    throw new InputError(at, {
      prop: 'serviceAccounts',
      got: name,
      mustBe: 'service accounts whose namespace is known; the API server refuses the others',
      fix: `namespace: 'apps' in the props of '${name}' or of its chart`,
    });
  });
}
