import { allCrds } from '../../src/schemas/crds';
import type { ApiServer } from './api-server';
import { until } from './until';

const COLLECTION = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

/**
 * Gives the server every kind that we have a schema of, from the committed schemas: a clone needs no other files.
 *
 * @returns how many there are
 */
export async function installCrds(server: ApiServer): Promise<number> {
  const crds = allCrds();
  await Promise.all(crds.map((crd) => server.create(COLLECTION, crd)));
  await until('the CRDs', async () => {
    const { items } = await server.get(COLLECTION);
    return items.every(isEstablished) || undefined;
  });
  return crds.length;
}

function isEstablished({ status }: any): boolean {
  return (status?.conditions ?? []).some((condition: any) => condition.type === 'Established' && condition.status === 'True');
}
