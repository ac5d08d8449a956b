/** The page of a rule. */
export function docsOf(id: string): string {
  return `https://github.com/cdk8s-fluxcd/cdk8s-fluxcd/blob/main/docs/rules/${id}.md`;
}
