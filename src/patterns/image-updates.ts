import { Construct } from 'constructs';
import { GitImageUpdates } from './git-image-updates';
import { GitImageUpdatesProps } from './git-image-updates-props';
import { GitlessImageUpdates } from './gitless-image-updates';
import { GitlessImageUpdatesProps } from './gitless-image-updates-props';

/**
 * Keeps images and charts up to date, in one of two ways.
 *
 * With Git, Flux commits what it selected: every version that ran stands in the history, and people can review it before. Without Git,
 * the Flux Operator selects in the cluster: no commit, and no credentials that may write.
 */
export class ImageUpdates {
  /**
   * Images that Flux writes into this tree, by policies and an automation.
   *
   * @param scope the layer whose files are written, or a chart
   * @param id name of the automation and of its source
   * @param props credentials, and what differs from the cluster's sync
   */
  public static git(scope: Construct, id: string, props: GitImageUpdatesProps): GitImageUpdates {
    return new GitImageUpdates(scope, id, props);
  }

  /**
   * An image or a chart whose newest tag the Flux Operator fills into objects, in the cluster.
   *
   * @param scope a layer, or a chart
   * @param id name of the ResourceSet and of the provider that watches the registry
   * @param props what to watch
   */
  public static gitless(scope: Construct, id: string, props: GitlessImageUpdatesProps): GitlessImageUpdates {
    return new GitlessImageUpdates(scope, id, props);
  }

  private constructor() {}
}
