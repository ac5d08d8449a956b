import { IConstruct } from 'constructs';
import { Manifest } from '../manifests/manifest';
import { Place } from '../manifests/place';
import { FileProblem, ISourceFile } from '../manifests/source-file';
import { YamlOrigin, YamlSource } from '../manifests/yaml-source';
import { fleetContextOf } from '../primitives/fleet-context';
import { CollectedRoom } from './collect';
import { ConstructOrigin, userConstruct } from './construct-origin';
import { printFile } from './print-file';
import { filesOf } from './room-files';

/** A file that the program is going to write, for rules that read comments. */
export interface MarkedFile extends ISourceFile {
  /** The construct of each document. */
  readonly constructs: readonly IConstruct[];
}

/** The files of a room that have markers. Others say nothing that their objects do not say. */
export function markedFiles(room: CollectedRoom): MarkedFile[] {
  if (!room.objects.some(({ marked }) => marked)) return [];
  const { pathInRepository } = fleetContextOf(room.construct);
  return filesOf(room)
    .filter(({ objects }) => objects.some(({ marked }) => marked))
    .map(({ path, objects }) => {
      const printed = printFile(objects);
      const constructs = printed.objects.map(({ construct }) => userConstruct(construct));
      return new PrintedFile(pathInRepository ? `${pathInRepository}/${path}` : path, printed.text, constructs);
    });
}

class PrintedFile implements MarkedFile {
  public readonly problems: FileProblem[] = [];
  private made?: Manifest[];

  constructor(
    public readonly path: string,
    public readonly text: string,
    public readonly constructs: readonly IConstruct[],
  ) {}

  public get documents(): Manifest[] {
    this.made ??= new YamlSource(this.path, this.text).documents.map((manifest, index) => {
      const { document, prefix } = manifest._origin as YamlOrigin;
      return new Manifest(manifest.object, { origin: new PrintedOrigin(document, prefix, this.constructs[index]) });
    });
    return this.made;
  }
}

/** A field of a file that nobody wrote by hand: people look for the construct that made it. */
class PrintedOrigin extends YamlOrigin {
  constructor(
    document: YamlOrigin['document'],
    prefix: YamlOrigin['prefix'],
    private readonly construct: IConstruct,
  ) {
    super(document, prefix);
  }

  public override place(): Place {
    return new ConstructOrigin(this.construct).place();
  }
}
