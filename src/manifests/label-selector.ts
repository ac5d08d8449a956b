/** A selector of Kubernetes. */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly { readonly key: string; readonly operator: string; readonly values?: readonly string[] }[];
}

/** Whether labels match a selector. */
export function isSelected(labels: Readonly<Record<string, unknown>>, selector: LabelSelector): boolean {
  const { matchLabels = {}, matchExpressions = [] } = selector;
  if (!Object.entries(matchLabels).every(([key, value]) => labels[key] === value)) return false;
  return matchExpressions.every(({ key, operator, values = [] }) => {
    const has = Object.hasOwn(labels, key);
    if (operator === 'Exists' || operator === 'DoesNotExist') return has === (operator === 'Exists');
    const isIn = has && values.includes(labels[key] as string);
    return operator === 'In' ? isIn : operator === 'NotIn' && !isIn;
  });
}
