import { IConstruct } from 'constructs';

const ROOM = Symbol.for('cdk8s-fluxcd.Room');

/** A directory of the tree and the construct whose objects stand in it. */
export interface Room {
  /** Directory relative to the root of the tree, e.g. `apps/production`. */
  readonly directory: string;
  /** The cluster whose directory, or whose layer, it is; `undefined` for a chart outside of all clusters. */
  readonly cluster?: IConstruct;
  /** Whether each directory gets a `kustomization.yaml`. The one of a cluster must not: Flux would prune what it does not list. */
  readonly listed: boolean;
  /** The Kustomization that applies the directory; `undefined` where the cluster's sync does. */
  readonly applier?: IConstruct;
  /** Why no object may stand here; `undefined` when objects may. */
  readonly closed?: string;
  /** Directories of existing files that are copied here. */
  readonly includes?: readonly Include[];
  /** How Flux fills in `${NAME}` in what stands here. */
  readonly variables?: RoomVariables;
  /** Learns of each included file that SOPS has encrypted, before anything is written. */
  readonly encrypted?: (file: EncryptedFile) => void;
  /** Files made once for another tool to fill, by path inside the directory. Never touched again. */
  readonly placeholders?: ReadonlyMap<string, string>;
  /** Files beside the objects, by path inside the directory. */
  readonly files?: () => ReadonlyMap<string, unknown>;
}

/** The variables of a room. */
export interface RoomVariables {
  /** Names that the cluster has values for. */
  readonly declared: readonly string[];
  /** Names that Flux fills in, those of others included; `undefined` where it fills in nothing. */
  filledIn(): readonly string[] | undefined;
  /** Makes Flux fill in those of the cluster, unless the room refuses that. */
  start(): void;
}

/** An included file that SOPS has encrypted. */
export interface EncryptedFile {
  /** The file on disk. */
  readonly origin: string;
  /** The public keys of age that it is encrypted for. */
  readonly recipients: readonly string[];
}

/** A directory of existing files. */
export interface Include {
  /** Directory on disk, as the program named it. */
  readonly from: string;
  /** Directory inside the room. */
  readonly to: string;
}

/** Makes `construct` a room of the tree. */
export function makeRoom(construct: IConstruct, room: Room): void {
  Object.defineProperty(construct, ROOM, { value: room });
}

/** The room that `construct` itself is. */
export function roomOf(construct: IConstruct): Room | undefined {
  return (construct as { [ROOM]?: Room })[ROOM];
}
