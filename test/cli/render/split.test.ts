import { FluxApp, HelmReleaseFromOci, Layer, LayeredCluster, Namespace, Variation } from '../../../src';
import { filesWith } from '../../support/built-fleet';
import { PODINFO, SYNC } from '../../support/fleet';
import { appliedIn, HAS_KUSTOMIZE, load, problemsIn, unseenIn } from './fleet-support';

/** Two clusters with layers that share all but a value. */
const program = (split: boolean) => (app: FluxApp) => {
  for (const id of ['staging', 'production']) {
    const cluster = new LayeredCluster(app, id, { sync: SYNC, split });
    new HelmReleaseFromOci(cluster.controllers, 'cert-manager', PODINFO);
    new HelmReleaseFromOci(cluster.apps, 'podinfo', { ...PODINFO, values: { host: id } });
    new Namespace(new Layer(cluster, 'web', { components: ['../../components/ha'] }), 'web');
  }
};
const COMPONENT = {
  'fleet/components/ha/kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [more.yaml]\n',
  'fleet/components/ha/more.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: { name: more }\n',
};

async function builtOf(variation: Variation, split: boolean) {
  const files = Object.entries(filesWith(variation, program(split))).map(([path, text]) => [`fleet/${path}`, text]);
  const { contexts } = await load({ ...Object.fromEntries(files), ...COMPONENT });
  return contexts.map((context) => {
    const applied = appliedIn(context);
    const appliers = Object.keys(applied).filter(
      (applier) => applier.startsWith('Kustomization flux-system/') && !applier.endsWith('/flux-system'),
    );
    return {
      layers: Object.fromEntries(appliers.map((applier) => [applier, [...applied[applier]].sort()])),
      problems: problemsIn(context),
      unseen: unseenIn(context),
    };
  });
}

describe.skipIf(!HAS_KUSTOMIZE)('a split cluster', () => {
  test.each([Variation.RENDERED, Variation.OVERLAYS])(
    'builds its artifacts to what it builds without them, written as %s',
    async (variation) => {
      const split = await builtOf(variation, true);

      expect(split).toEqual(await builtOf(variation, false));
      expect(split).toHaveLength(2);
      expect(split[0]).toEqual({
        layers: {
          'Kustomization flux-system/apps': ['HelmRelease podinfo/podinfo', 'Namespace podinfo', 'OCIRepository podinfo/podinfo'],
          'Kustomization flux-system/infra-controllers': [
            'HelmRelease cert-manager/cert-manager',
            'Namespace cert-manager',
            'OCIRepository cert-manager/cert-manager',
          ],
          'Kustomization flux-system/web': ['Namespace more', 'Namespace web'],
        },
        problems: [],
        unseen: [],
      });
    },
  );
});
