/** What a cluster is for. Production raises the safety of defaults. */
export enum Environment {
  /** Short-lived or shared clusters where developers try things. */
  DEVELOPMENT = 'development',
  /** Clusters that resemble production and receive changes first. */
  STAGING = 'staging',
  /** Clusters that users depend on. */
  PRODUCTION = 'production',
}
