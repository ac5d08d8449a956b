import { referencesIn } from '../../src/verification/references';
import { Severity } from '../../src/verification/severity';
import { severityOfMissing } from '../../src/verification/unseen';
import { contextsOf } from '../support/rule-fixture';

const config = (kind: string, id: string): string => {
  const [namespace, name] = id.split('/');
  return `apiVersion: v1\nkind: ${kind}\nmetadata: { name: ${name}, namespace: ${namespace} }\n---\n`;
};

const release = (kind: string, name: string): string =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: web, namespace: apps }\nspec: { valuesFrom: [{ kind: ${kind}, name: ${name} }] }\n---\n`;

const layer = (kind: string, name: string): string =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: web, namespace: apps }\nspec: { postBuild: { substituteFrom: [{ kind: ${kind}, name: ${name} }] } }\n---\n`;

/** How much it matters in the first cluster that the one thing that is named in it is missing. */
function severityOf(text: string): Severity {
  const [context] = contextsOf(text);
  const [reference] = referencesIn(context.manifests).for('values', 'variables');
  return severityOfMissing(context, reference, Severity.ERROR);
}

test.each([
  ['under a name that is almost the same', release('Secret', 'setings') + config('Secret', 'apps/settings')],
  ['as the other kind', release('Secret', 'settings') + config('ConfigMap', 'apps/settings')],
  ['as the other kind, the other way around', release('ConfigMap', 'settings') + config('Secret', 'apps/settings')],
  ['as a ConfigMap of another namespace', release('ConfigMap', 'settings') + config('ConfigMap', 'other/settings')],
  ['with variables in another namespace', layer('Secret', 'settings') + config('Secret', 'other/settings')],
  ['under a name that says a word more', release('ConfigMap', 'web-settings') + config('ConfigMap', 'apps/web-settings-shared')],
  ['under a name that says a word more in front', release('ConfigMap', 'web-settings') + config('ConfigMap', 'apps/my-web-settings')],
  [
    'under a name with a number that says a word more',
    release('ConfigMap', 'web2-settings') + config('ConfigMap', 'apps/web2-settings-shared'),
  ],
  [
    'under a name with a number that says a word more in front',
    release('ConfigMap', 'web2-settings') + config('ConfigMap', 'apps/my-web2-settings'),
  ],
  ['under a name that says a word less', release('ConfigMap', 'web-settings-shared') + config('ConfigMap', 'apps/web-settings')],
  ['in another cluster', `${release('Secret', 'settings')}# cluster: other\n${config('Secret', 'apps/settings')}`],
])('what is there %s is certainly missing', (_, text) => {
  expect(severityOf(text)).toBe(Severity.ERROR);
});

test.each([
  ['nothing like it', release('Secret', 'settings')],
  ['a Secret of its name in another namespace', release('Secret', 'settings') + config('Secret', 'other/settings')],
  ['a part of its name that is one word', release('ConfigMap', 'web-settings') + config('ConfigMap', 'apps/web')],
  ['a name with a number more', release('ConfigMap', 'web-settings') + config('ConfigMap', 'apps/web-settings-2')],
  ['a name with a number more in front', release('ConfigMap', 'web-settings') + config('ConfigMap', 'apps/2-web-settings')],
  ['a name that only begins like it', release('ConfigMap', 'web-settings') + config('ConfigMap', 'apps/web-settingsplus')],
  [
    'two names that say a word more',
    release('ConfigMap', 'web-settings') + config('ConfigMap', 'apps/web-settings-a') + config('ConfigMap', 'apps/web-settings-b'),
  ],
  ['a longer name in another namespace', release('ConfigMap', 'web-settings') + config('ConfigMap', 'other/web-settings-shared')],
])('where there is %s, somebody may have made it by hand', (_, text) => {
  expect(severityOf(text)).toBe(Severity.INFO);
});

test('a project that declares what it has misses what it does not declare', () => {
  expect(severityOf(`# external: Secret apps/other\n${release('Secret', 'settings')}`)).toBe(Severity.ERROR);
});

test('in a crowd some names are always alike', () => {
  const crowd = Array.from({ length: 499 }, (_, index) => config('ConfigMap', `apps/n${index}-x`)).join('');
  const text = release('ConfigMap', 'setings') + config('ConfigMap', 'apps/settings') + crowd;
  expect(severityOf(text)).toBe(Severity.ERROR);
  expect(severityOf(text + config('ConfigMap', 'apps/more'))).toBe(Severity.INFO);
});

describe('what an applier that cannot be seen may hold', () => {
  const hidden = (spec: string): string =>
    `# unseen: Kustomization apps/hidden\napiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: hidden, namespace: apps }\nspec: ${spec}\n---\n`;
  const SOURCE = 'apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata: { name: s, namespace: apps }\n---\n';
  const missing = '# external: Secret apps/other\n' + release('Secret', 'settings');
  const fromSource = '{ sourceRef: { kind: GitRepository, name: s } }';

  test('is not certainly missing, unless its own source is', () => {
    expect(severityOf(missing + hidden(fromSource) + SOURCE)).toBe(Severity.INFO);
    expect(severityOf(missing + hidden(fromSource))).toBe(Severity.ERROR);
    expect(severityOf(missing + hidden('{ dependsOn: [{ name: nowhere }], sourceRef: { kind: GitRepository, name: s } }') + SOURCE)).toBe(
      Severity.INFO,
    );
  });

  test('is certainly missing where the source of the generator of its source is', () => {
    const generator =
      'apiVersion: source.extensions.fluxcd.io/v1beta1\nkind: ArtifactGenerator\nmetadata: { name: g, namespace: apps }\nspec: { sources: [{ alias: s, kind: GitRepository, name: s }], artifacts: [{ name: made }] }\n---\n';
    const fromMade = hidden('{ sourceRef: { kind: ExternalArtifact, name: made } }');
    expect(severityOf(missing + fromMade + generator + SOURCE)).toBe(Severity.INFO);
    expect(severityOf(missing + fromMade + generator)).toBe(Severity.ERROR);
  });

  test('matters little under a name that is almost the same elsewhere, and much under such a name there', () => {
    expect(severityOf(release('Secret', 'setings') + config('Secret', 'apps/settings') + hidden(fromSource) + SOURCE)).toBe(Severity.ERROR);
  });
});
