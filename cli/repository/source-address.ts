/** Whether two addresses lead to the same repository, whatever the protocol. */
export function isSameAddress(a: string, b: string): boolean {
  return canonical(a) === canonical(b);
}

/** Hosts where everybody has repositories; on others they all belong to those who run the host. */
const PUBLIC_HOSTS = /^(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|gitea\.com|sr\.ht|dev\.azure\.com|ssh\.dev\.azure\.com)$/;

/** Whether two repositories have the same owner, as far as addresses tell. */
export function isSameOwner(a: string, b: string): boolean {
  return ownerOf(a) === ownerOf(b);
}

function ownerOf(url: string): string {
  const [host, owner = ''] = canonical(url).split('/');
  return PUBLIC_HOSTS.test(host) ? `${host}/${owner}` : host;
}

/** Protocols have ports of their own, which say nothing about the repository. */
function canonical(url: string): string {
  return url
    .trim()
    .replace(/^[a-z+]+:\/\//i, '')
    .replace(/^[^@/]*@/, '')
    .replace(/^([^/:]+):\d+\//, '$1/')
    .replace(/^([^/:]+):/, '$1/')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .toLowerCase();
}
