/**
 * How the tree shows what differs between clusters. Whichever is chosen, the same objects reach each cluster.
 *
 * @see https://fluxcd.io/flux/guides/repository-structure/
 */
export enum Variation {
  /** Each cluster has plain files of its own, so that a pull request shows exactly which cluster changes. */
  RENDERED = 'Rendered',
  /**
   * What is equal in all clusters that have a component stands once, in `<layer>/base/<component>`. The directory of a cluster is
   * an overlay of kustomize with the smallest patches.
   */
  OVERLAYS = 'Overlays',
  /**
   * `cluster.variable()` stays `${NAME}` in the files of layers, and Flux fills in the value of the cluster. The program then sees the
   * expression and not the value: it cannot calculate with it, or decide by it.
   */
  SUBSTITUTE = 'Substitute',
}

/** Directory of a layer that holds what its clusters have in common. */
export const OVERLAY_BASE = 'base';
