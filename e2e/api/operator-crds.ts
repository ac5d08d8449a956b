import { type ApiServer, expectSuccess } from '../harness/api-server';
import { until } from '../harness/until';

/** Kinds that an install by the Flux Operator lets an Alert and a Receiver name. */
const KINDS = ['FluxInstance', 'ResourceSet', 'ResourceSetInputProvider'];
const FIELDS = { 'alerts.notification.toolkit.fluxcd.io': 'eventSources', 'receivers.notification.toolkit.fluxcd.io': 'resources' };

/** How the server refuses such an object where Flux was installed without the operator. */
export const ONLY_WITH_OPERATOR = new RegExp(`Unsupported value: "(${KINDS.join('|')})"`);

/** Changes the CRDs as the operator does, and waits until the server judges by them. */
export async function widenForOperator(server: ApiServer): Promise<void> {
  for (const [name, field] of Object.entries(FIELDS)) {
    const path = `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${name}`;
    const crd = await server.get(path);
    for (const version of crd.spec.versions) {
      version.schema.openAPIV3Schema.properties.spec.properties[field].items.properties.kind.enum.push(...KINDS);
    }
    expectSuccess(await server.request('PUT', path, crd), name);
  }
  const group = '/apis/notification.toolkit.fluxcd.io/v1beta3/namespaces/default/alerts';
  const spec = { providerRef: { name: 'x' }, eventSources: [{ kind: KINDS[0], name: 'x' }] };
  const alert = { apiVersion: 'notification.toolkit.fluxcd.io/v1beta3', kind: 'Alert', metadata: { name: 'x' }, spec };
  await until(
    'the CRDs of the operator',
    async () => (await server.request('POST', `${group}?dryRun=All`, alert)).status === 201 || undefined,
  );
}
