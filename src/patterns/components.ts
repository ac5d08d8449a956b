import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { FluxInstanceSpecComponents as Component } from '../../imports/fluxcd.controlplane.io';

/** The controllers beyond the four of every installation, by the kinds that only they reconcile. */
const NEEDS: Record<string, Component[]> = {
  ArtifactGenerator: [Component.SOURCE_HYPHEN_WATCHER],
  ExternalArtifact: [Component.SOURCE_HYPHEN_WATCHER],
  ImageRepository: [Component.IMAGE_HYPHEN_REFLECTOR_HYPHEN_CONTROLLER],
  ImagePolicy: [Component.IMAGE_HYPHEN_REFLECTOR_HYPHEN_CONTROLLER],
  ImageUpdateAutomation: [Component.IMAGE_HYPHEN_REFLECTOR_HYPHEN_CONTROLLER, Component.IMAGE_HYPHEN_AUTOMATION_HYPHEN_CONTROLLER],
};

/** The extra controllers that the objects below `construct` need. */
export function componentsUsedBy(construct: IConstruct): Component[] {
  const objects = construct.node.findAll().filter((child): child is ApiObject => ApiObject.isApiObject(child));
  return [...new Set(objects.flatMap(({ apiGroup, kind }) => (apiGroup.endsWith('.fluxcd.io') ? (NEEDS[kind] ?? []) : [])))];
}
