import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import {
  ImageUpdateAutomationSpec,
  ImageUpdateAutomationSpecGitCommit,
  ImageUpdateAutomationSpecGitPush,
  ImageUpdateAutomationSpecSourceRef,
  ImageUpdateAutomationSpecUpdateStrategy as Strategy,
  toJson_ImageUpdateAutomationSpec,
} from '../../../imports/image.toolkit.fluxcd.io';
import { defaultDuration, reviewsImages } from '../../primitives/chosen-defaults';
import { removedFieldIn, templateProblemIn } from '../../primitives/commit-template';
import { fleetContextOf } from '../../primitives/fleet-context';
import { toFluxDuration } from '../../primitives/flux-duration';
import { FluxKind } from '../../primitives/flux-kind';
import { FluxVersion } from '../../primitives/flux-version';
import { InputError } from '../../primitives/input-error';
import { addFluxObject, INamedObject } from '../flux-object';
import { ImportedObject } from '../imported-object';
import { requireGiven } from '../require-given';
import { requireSameCluster } from '../require-same-cluster';
import { requireVersion } from '../require-version';
import { isShortName } from '../source/git-ref';
import { IManifestSource, sourceReference } from '../source/source-reference';
import { ImagePush } from './image-push';
import { ImageUpdateAutomationProps } from './image-update-automation-props';

const MESSAGE = `chore: update images

{{ range .Changed.Changes -}}
- {{ .OldValue }} -> {{ .NewValue }}
{{ end -}}
`;

/** What other constructs need to know about an `ImageUpdateAutomation`. */
export interface IImageUpdateAutomation extends INamedObject {}

/**
 * Writes what the policies of its namespace select into files of a Git repository, and pushes the commit.
 *
 * @see https://fluxcd.io/flux/components/image/imageupdateautomations/
 */
export class ImageUpdateAutomation extends Construct implements IImageUpdateAutomation {
  /**
   * An ImageUpdateAutomation that is defined elsewhere.
   *
   * @param scope where the reference belongs
   * @param id construct id
   * @param name name of the object
   * @param namespace its namespace; by default that of the chart
   */
  public static fromImageUpdateAutomationName(scope: Construct, id: string, name: string, namespace?: string): IImageUpdateAutomation {
    return new ImportedObject(scope, id, FluxKind.IMAGE_UPDATE_AUTOMATION, name, namespace);
  }

  public readonly name: string;
  public readonly namespace?: string;

  constructor(scope: Construct, id: string, props: ImageUpdateAutomationProps) {
    super(scope, id);
    requireAutomation(this, props);
    const interval = toFluxDuration(this, 'interval', props.interval ?? defaultDuration(this, 'ImageUpdateAutomation.interval'));
    const object = addFluxObject(this, FluxKind.IMAGE_UPDATE_AUTOMATION, props, () =>
      toJson_ImageUpdateAutomationSpec(renderSpec(this, props, interval)),
    );
    this.name = object.name;
    this.namespace = object.metadata.namespace;
  }

  /** The Kubernetes object, for `addJsonPatch` and for labels. */
  public get apiObject(): ApiObject {
    return ApiObject.of(this);
  }
}

function requireAutomation(at: Construct, props: ImageUpdateAutomationProps): void {
  requireGiven(at, 'source', props.source, "source: new GitRepository(this, 'fleet', { … })");
  requireSameCluster(at, 'source', props.source);
  requireGitSource(at, props.source);
  requireBranch(at, props.branch);
  if (props.signing?.type === 'ssh') requireVersion(at, 'signing: CommitSigning.ssh()', FluxVersion.V2_9);
  requirePath(at, props.path);

  requireMessage(at, props.message ?? '');
}

function requireMessage(at: Construct, message: string): void {
  const problem = templateProblemIn(message);
  if (problem !== undefined) {
    throw new InputError(at, {
      prop: 'message',
      got: message,
      mustBe: `a template that Go can read (${problem}); it would stop at the first new image`,
      fix: '{{ range .Changed.Changes }}{{ .OldValue }} -> {{ .NewValue }}{{ end }}',
    });
  }
  const removed = removedFieldIn(message);
  if (removed === undefined) return;
  throw new InputError(at, {
    prop: 'message',
    got: removed,
    mustBe: 'a template without fields that Flux 2.7 removed; it would stop at the first new image',
    fix: '{{ range .Changed.Changes }}{{ .OldValue }} -> {{ .NewValue }}{{ end }}',
  });
}

function requireGitSource(at: Construct, { sourceKind, name }: IManifestSource): void {
  if (sourceKind === FluxKind.GIT_REPOSITORY.kind) return;
  throw new InputError(at, {
    prop: 'source',
    got: `${sourceKind} ${name}`,
    mustBe: 'a GitRepository; nobody commits to anything else',
    fix: "source: new GitRepository(this, 'fleet', { … })",
  });
}

function requireBranch(at: Construct, branch: string | undefined): void {
  if (branch === undefined || isShortName(branch)) return;
  const short = branch.replace('refs/heads/', '');
  throw new InputError(at, {
    prop: 'branch',
    got: branch,
    mustBe: "the name of a branch without 'refs/heads/'",
    fix: `branch: '${isShortName(short) ? short : 'main'}'`,
  });
}

/** A directory outside of the repository is refused by Flux; one that starts with a slash would be looked for in it. */
function requirePath(at: Construct, path: string | undefined): void {
  if (path === undefined || (path !== '' && !path.startsWith('/') && !path.split('/').includes('..'))) return;
  throw new InputError(at, {
    prop: 'path',
    got: path,
    mustBe: "a directory of the repository, relative to its root and without '..'",
    fix: `path: './${path.replace(/^\/+|\.\.\/*/g, '')}'`,
  });
}

function renderSpec(at: ImageUpdateAutomation, props: ImageUpdateAutomationProps, interval: string): ImageUpdateAutomationSpec {
  return {
    interval,
    sourceRef: sourceReference(props.source, at.namespace) as ImageUpdateAutomationSpecSourceRef,
    policySelector: props.policySelector,
    git: {
      checkout: props.branch === undefined ? undefined : { ref: { branch: props.branch } },
      commit: renderCommit(props),
      push: renderPush(props.push ?? defaultPush(at)),
    },
    update: { path: props.path, strategy: Strategy.SETTERS },
  };
}

function renderCommit(props: ImageUpdateAutomationProps): ImageUpdateAutomationSpecGitCommit {
  return {
    author: { name: props.authorName ?? 'fluxcdbot', email: props.authorEmail ?? 'fluxcdbot@users.noreply.github.com' },
    messageTemplate: props.message ?? MESSAGE,
    messageTemplateValues: props.messageValues,
    signingKey: props.signing?._signingKey,
  };
}

/** Where nobody is known to try things out, people look at a change before it is live. */
function defaultPush(at: ImageUpdateAutomation): ImagePush {
  if (!reviewsImages(at)) return ImagePush.toCheckoutBranch();
  const { cluster } = fleetContextOf(at);
  const name = at.namespace === undefined ? at.name : `${at.namespace}-${at.name}`;
  return ImagePush.toBranch(['image-updates', ...(cluster ? [cluster.node.id] : []), name].join('/'));
}

function renderPush({ branch, options: { pushOptions, refspec } }: ImagePush): ImageUpdateAutomationSpecGitPush | undefined {
  if (branch === undefined && pushOptions === undefined && refspec === undefined) return undefined;
  return { branch, refspec, options: pushOptions };
}
