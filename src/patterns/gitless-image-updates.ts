import { Construct } from 'constructs';
import { tagInputs } from './gitless-image-updates-input';
import { GitlessImageUpdatesProps } from './gitless-image-updates-props';
import { ResourceTemplate } from './resource-template';

/**
 * An image or a chart whose newest tag the Flux Operator fills into objects: `ImageUpdates.gitless()`.
 *
 * Defines a `ResourceSetInputProvider` that gives one tag and its digest, and a `template` for the objects that use them.
 *
 * @example
 *
 * const podinfo = ImageUpdates.gitless(cluster.apps, 'podinfo', {
 *   url: 'oci://ghcr.io/stefanprodan/charts/podinfo',
 *   tags: TagPolicy.semver('6.x'),
 *   schedule: [{ cron: '0 8 * * 1-5', timeZone: 'Europe/Berlin', window: '8h' }],
 * });
 * new HelmReleaseFromOci(podinfo.template, 'podinfo', { chartUrl: podinfo.url, version: OciRef.digest(podinfo.digest) });
 */
export class GitlessImageUpdates extends Construct {
  /** The scope of the objects in which tag and digest are filled in. */
  public readonly template: ResourceTemplate;

  /** Address of the image or the chart. */
  public readonly url: string;

  /** The tag, for objects of `template`. */
  public readonly tag: string;

  /** The digest of the tag, for objects of `template`. */
  public readonly digest: string;

  /** The image by name, tag and digest, as containers name it. What runs is what was selected, whoever moves the tag. */
  public readonly ref: string;

  constructor(scope: Construct, id: string, props: GitlessImageUpdatesProps) {
    super(scope, id);
    this.url = props.url;
    this.template = new ResourceTemplate(this, id, {
      inputs: [tagInputs(this, props)],
      namespace: props.namespace,
      serviceAccountName: props.serviceAccountName,
      dependsOn: props.dependsOn,
      wait: props.wait,
    });
    this.tag = this.template.input('tag');
    this.digest = this.template.input('digest');
    this.ref = `${props.url.replace('oci://', '')}:${this.tag}@${this.digest}`;
  }
}
