import { Variation } from 'cdk8s-fluxcd';
import { layeredProgram } from './layered';

/** Layers and releases, what is equal in all clusters written once: every object is compared with those of the other clusters. */
export const program = layeredProgram(Variation.OVERLAYS);
