/** Label that names the tenant of a namespace. */
export const TENANT_LABEL = 'toolkit.fluxcd.io/tenant';

/** Label that says what a namespace is for. */
export const ROLE_LABEL = 'toolkit.fluxcd.io/role';

/** Its value on the namespaces of tenants. */
export const TENANT_ROLE = 'tenant';

/** Annotation of a binding that says why an account has rights that others have not. */
export const REASON_ANNOTATION = 'cdk8s-fluxcd/reason';
