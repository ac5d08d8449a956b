import { Kind } from '../../../manifests/kind';
import { Manifest } from '../../../manifests/manifest';
import { Edit } from '../../../verification/edit';
import { Finding } from '../../../verification/finding';
import { isSyncOfOthers } from '../../../verification/implied-sources';
import { knownText } from '../../../verification/known-text';
import { isMissing, missingFinding } from '../../../verification/missing-reference';
import { Reference, referencesIn } from '../../../verification/references';
import { IRule, RuleMeta } from '../../../verification/rule';
import { RuleContext } from '../../../verification/rule-context';
import { Severity } from '../../../verification/severity';
import { isLocked, isMadeByControllers } from '../selection';

/** Kinds that a Receiver does not know without their version. */
const VERSIONS: Readonly<Record<string, string>> = {
  Kustomization: 'kustomize.toolkit.fluxcd.io/v1',
  HelmRelease: 'helm.toolkit.fluxcd.io/v2',
  ImagePolicy: 'image.toolkit.fluxcd.io/v1',
  ImageUpdateAutomation: 'image.toolkit.fluxcd.io/v1',
  ExternalArtifact: 'source.toolkit.fluxcd.io/v1',
  FluxInstance: 'fluxcd.controlplane.io/v1',
  ResourceSet: 'fluxcd.controlplane.io/v1',
  ResourceSetInputProvider: 'fluxcd.controlplane.io/v1',
};

/** A webhook arrives and wakes nothing. */
export class ReceiverTargetNotFound implements IRule {
  public readonly meta: RuleMeta = {
    id: 'receiver-target-not-found',
    severity: Severity.ERROR,
    summary: 'A Receiver cannot find what it is to wake, or waits for events that are never sent.',
    why:
      'A Receiver looks up its resources when a webhook arrives. A name that does not exist, the name "*" without matchLabels, or a kind ' +
      'that it does not know without apiVersion fails then, and what was pushed waits for the next interval. It does so too where ' +
      'spec.events has none of the events that are sent: they have the names in the headers of their webhooks.',
    fix: 'Name an object that exists, select with matchLabels, and give the apiVersion of kinds that are no sources.',
    references: ['https://fluxcd.io/flux/components/notification/receivers/#resources'],
    kinds: [Kind.RECEIVER],
  };

  public check(context: RuleContext): Finding[] {
    return [
      ...referencesIn(context.manifests)
        .for('receiver-target')
        .flatMap((reference) => findingOf(context, reference)),
      ...context.manifests.ofKind(Kind.RECEIVER).flatMap(neverSent),
    ];
  }
}

/** What every event of a type is called. */
const EVENTS: ReadonlyMap<string, { readonly name: RegExp; readonly example: string }> = new Map([
  ['github', { name: /^[a-z_]+$/i, example: 'push' }],
  ['gitlab', { name: / hook$/i, example: 'Push Hook' }],
  ['bitbucket', { name: /^\w+:[\w:]+$/, example: 'repo:refs_changed' }],
]);

function neverSent(receiver: Manifest): Finding[] {
  const type = receiver.at('spec', 'type').text() ?? '';
  const known = EVENTS.get(type);
  const events = receiver.at('spec', 'events').items();
  const wrong = known ? events.filter((event) => knownText(event) !== undefined && !known.name.test(knownText(event)!)) : [];
  // Flux takes what one of the others is for.
  const severity = wrong.length < events.length ? Severity.WARNING : undefined;
  const fix = `Write the event as ${type} sends it, e.g. ${known?.example}.`;
  return wrong.map(
    (event) => new Finding(event, `${receiver} waits for the event ${event.text()}, which ${type} never sends`, { severity, fix }),
  );
}

function findingOf(context: RuleContext, reference: Reference): Finding[] {
  const { from, field, to } = reference;
  if (to.namespace !== from.namespace && isLocked(context)) return [];
  if (to.name === '*' && field.at('matchLabels').isEmpty()) {
    return [new Finding(field.at('name'), `${from} names every ${to.kind}, which needs matchLabels`)];
  }
  const version = field.at('apiVersion').exists ? undefined : VERSIONS[to.kind];
  if (version !== undefined) {
    const edits = [Edit.add(field, 'apiVersion', version)];
    return [new Finding(field, `${from} does not know the kind ${to.kind} without apiVersion: ${version}`, { edits })];
  }
  if (isMadeByControllers(context, to.qualifiedKind) || isSyncOfOthers(context.manifests, to)) return [];
  if (!isMissing(context, reference)) return [];
  return [missingFinding(context, reference, 'wakes')];
}
