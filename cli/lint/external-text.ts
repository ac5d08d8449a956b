import { External } from '../../src/verification/externals';
import { BadInput } from '../bad-input';

/** An object that exists outside, as people write it on one line: `Secret ns/name`, `ClusterRole name`, `Secret ns/name key1,key2`. */
export function externalOf(text: string): External {
  const [kind, id, keys, ...more] = text.trim().split(/\s+/);
  const [namespace, name] = id?.includes('/') ? id.split('/') : [undefined, id];
  if (!kind || !name || namespace === '' || id.split('/').length > 2 || more.length > 0) {
    throw new BadInput(`an external object must be written as 'Kind namespace/name' or 'Kind namespace/name key1,key2', got '${text}'`);
  }
  return { kind, name, namespace, ...(keys && { keys: keys.split(',').filter((key) => key !== '') }) };
}
