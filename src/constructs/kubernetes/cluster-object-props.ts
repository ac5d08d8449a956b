/** Props that every object without a namespace shares. */
export interface ClusterObjectProps {
  /**
   * Name of the Kubernetes object. It carries no hash.
   *
   * @default - the construct id
   */
  readonly name?: string;

  /**
   * Labels of the Kubernetes object.
   *
   * @default - the labels of the chart
   */
  readonly labels?: { [key: string]: string };

  /**
   * Annotations of the Kubernetes object.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
}
