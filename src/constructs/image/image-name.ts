import { IConstruct } from 'constructs';
import { InputError } from '../../primitives/input-error';

const DOMAIN = '[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*(?::\\d+)?';
const PATH = '[a-z0-9]+(?:(?:\\.|__?|-+)[a-z0-9]+)*';
/** A first part with a dot or a port is the host of the registry. */
const NAME = new RegExp(`^(?:${DOMAIN}/)?${PATH}(?:/${PATH})*$`);
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** Refuses the name of an image that Flux refuses: with a scheme, a tag or a digest. */
export function requireImageName(at: IConstruct, prop: string, name: string): void {
  if (NAME.test(name)) return;
  const bare = name
    .replace(/^\w+:\/\//, '')
    .replace(/@.*$/, '')
    .replace(/:[^:/]*$/, '');
  throw new InputError(at, {
    prop,
    got: name,
    mustBe: 'the name of an image in lower case, without scheme, tag and digest',
    fix: `${prop}: '${NAME.test(bare) ? bare : 'ghcr.io/acme/app'}'`,
  });
}

/** Refuses a text that is no tag. */
export function requireTag(at: IConstruct, prop: string, tag: string): void {
  if (TAG.test(tag)) return;
  throw new InputError(at, {
    prop,
    got: tag,
    mustBe: "a tag: at most 128 letters, digits, '_', '.' and '-', neither '.' nor '-' in front",
    fix: `${prop}: '${/[:@]/.test(tag) ? (/:(\w[\w.-]*)(?:@|$)/.exec(tag)?.[1] ?? '1.0.0') : '1.0.0'}'`,
  });
}

/** Refuses a text that is no digest. */
export function requireDigest(at: IConstruct, prop: string, digest: string): void {
  if (DIGEST.test(digest)) return;
  throw new InputError(at, {
    prop,
    got: digest,
    mustBe: 'a digest: sha256: and 64 hexadecimal digits in lower case',
    fix: `${prop}: 'sha256:<64 hexadecimal digits>'`,
  });
}
